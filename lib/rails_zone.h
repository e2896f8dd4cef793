#ifndef RAILS_ZONE_H
#define RAILS_ZONE_H

/* The IANA zone of what Ruby on Rails, and Square, call "Pacific Time (US &
   Canada)" (ActiveSupport::TimeZone::MAPPING); NULL if it is no such name. */
const char *rails_zone(const char *name);

#endif
