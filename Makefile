# GNU make.  To add a tool: cmd/NAME.c, man/NAME.1, tests/NAME.t and
# tests/samples/NAME.csv.  That is all: they are found by their names.

VERSION    = 0.1
PREFIX     = /usr/local
BINDIR     = $(PREFIX)/bin
MANDIR     = $(PREFIX)/share/man
NAMEPREFIX =
DESTDIR    =
BUILD      = build

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
           -Wvla -Wformat=2
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS   = -O2 -g $(HARDEN)
LDFLAGS  = -pie -Wl,-z,relro,-z,now
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -ffp-contract=off \
             -Ilib -I$(BUILD)/gen $(WARN) $(if $(CI),-Werror) $(CFLAGS)
LDLIBS   = -lcsv -ljansson -lmd -lutf8proc -lm

TOOLS = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/*.c)))
UNITS = $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
LIB   = $(BUILD)/libsendlist.a
OBJ   = $(patsubst lib/%.c,$(BUILD)/lib/%.o,$(wildcard lib/*.c))

all: $(TOOLS:%=$(BUILD)/bin/%)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(OBJ)
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

.PHONY: all
.SECONDARY:
-include $(wildcard $(BUILD)/*/*.d $(BUILD)/tests/unit/*.d)
