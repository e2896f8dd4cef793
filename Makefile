# GNU make.  To add a tool: cmd/NAME.c, man/NAME.1, tests/NAME.t and
# tests/samples/NAME.csv.  That is all: they are found by their names.

VERSION    = 0.1
PREFIX     = /usr/local
BINDIR     = $(PREFIX)/bin
MANDIR     = $(PREFIX)/share/man
SHAREDIR   = $(PREFIX)/share
NAMEPREFIX =
DESTDIR    =
BUILD      = build

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
           -Wvla -Wformat=2
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
# The tools are compiled as wholes, where that is understood; tests aren't.
LTO     := $(shell $(CC) -v 2>&1 | grep -q '^gcc' && \
             echo -flto=auto -ffat-lto-objects)
CFLAGS   = -O3 -g1 $(HARDEN) $(LTO)
LDFLAGS  = -pie -Wl,-z,relro,-z,now
# -iquote: a noun of ours may have the name of a system header.
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -ffp-contract=off \
             -iquote lib -iquote $(BUILD)/gen -pthread $(WARN) $(if $(CI),-Werror) $(CFLAGS)
LDLIBS   = -lcsv -ljansson -lmd -lutf8proc -lidn2 -lm $(if $(filter no,$(LEDGER)),,-lsqlite3)
SANITIZE = -O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined \
           -fno-sanitize-recover=all
PROVE    = prove -j$(shell nproc)
# What takes longest begins first, so that nobody waits for it alone.
LONGEST  = tests/fault.t tests/contract.t

TOOLS = $(sort $(patsubst cmd/%.c,%,$(wildcard cmd/*.c)))
UNITS = $(sort $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c)))
HELPERS = $(sort $(patsubst tests/%.c,%,$(wildcard tests/*.c)))
LIB   = $(BUILD)/libsendlist.a
# Without a ledger sql_none.c takes the place of sql.c.
OBJ   = $(patsubst lib/%.c,$(BUILD)/lib/%.o,$(filter-out \
        lib/$(if $(filter no,$(LEDGER)),sql,sql_none).c,$(wildcard lib/*.c)))
GEN   = $(BUILD)/gen/maps.inc $(BUILD)/gen/segments.inc $(BUILD)/gen/flows.inc

# What the goals need is installed before anything is compiled, and only once.
need_demo     = build
need_check    = build check
need_lint     = lint
need_sanitize = build check sanitize
needs := $(sort $(foreach goal,$(MAKECMDGOALS),$(need_$(goal))))
ifneq ($(needs),)
ifeq ($(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),)
setup_says := $(shell scripts/setup $(needs) >&2)
ifneq ($(.SHELLSTATUS),0)
$(error scripts/setup $(needs): failed)
endif
endif
endif

# make V=1 shows the commands whole.
say = $(if $(V),,@echo '  $(1)';)

all: $(TOOLS:%=$(BUILD)/bin/%)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -fno-lto $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/helper/%: $(BUILD)/tests/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -fno-lto $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/helper/inject.so: tests/fault/inject.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -U_FORTIFY_SOURCE -fPIC -shared -o $@ $<

$(LIB): $(OBJ)
	@rm -f $@
	$(call say,AR $@)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags | $(GEN)
	@mkdir -p $(@D)
	$(call say,CC $@)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Text compiled in.  A directory is a prerequisite for what leaves it.
$(BUILD)/gen/maps.inc: $(sort $(wildcard lib/maps lib/maps/*.map))
$(BUILD)/gen/segments.inc: $(sort $(wildcard lib/segments lib/segments/*.map))
$(BUILD)/gen/flows.inc: $(wildcard lib/flows.json)
$(GEN): scripts/embed
	@mkdir -p $(@D)
	$(call say,EMBED $@)scripts/embed $(filter %.map %.json,$^) >$@

# Changes only when the flags do, and then everything is made anew.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(ALL_CFLAGS))' | cmp -s - $@ || \
	    echo '$(subst ','\'',$(CC) $(ALL_CFLAGS))' >$@

check: prove

# A test finds the tools in $BIN, and the programs of tests/*.c in $BIN/../helper.
prove: all $(UNITS:%=$(BUILD)/unit/%) $(HELPERS:%=$(BUILD)/helper/%) \
    $(BUILD)/helper/inject.so
	BIN=$(abspath $(BUILD))/bin $(PROVE) $(LONGEST) \
	    $(UNITS:%=$(BUILD)/unit/%) \
	    $(filter-out $(LONGEST),$(sort $(wildcard tests/*.t)))

# One after the other, also under -j: each has all cores, and the terminal.
sanitize: | $(filter check lint,$(MAKECMDGOALS))
	$(MAKE) prove BUILD=$(BUILD)/sanitize CC=clang CFLAGS='$(SANITIZE)' \
	    LDFLAGS=

lint: | $(filter check,$(MAKECMDGOALS))
	mandoc -Tlint -Wwarning man/*
	cppcheck -q -j$(shell nproc) --std=c11 --enable=warning,performance,portability \
	    --inline-suppr --error-exitcode=1 -Ilib cmd lib
	shellcheck -x $(filter-out %.awk %.py,$(wildcard scripts/*)) tests/*.sh tests/*.t .ci/run
	scripts/check-size
	$(CC) $(ALL_CFLAGS) -fsyntax-only tests/fuzz/*.c

demo: all
	@BIN=$(abspath $(BUILD))/bin scripts/demo $(BUILD)/demo

# Beside what one would take instead; see scripts/bench.py.
bench: all $(BUILD)/helper/bench-data
	scripts/bench.py $(or $(ROWS),5000000) $(JOBS)

completions: all
	scripts/gen-completions $(BUILD)/bin $(BUILD)/completions $(NAMEPREFIX)

# Under a prefix the pages call the tools by the names they are installed by.
RENAME = $(foreach t,$(TOOLS),-e 's/^\.Nm $(t)$$/.Nm $(NAMEPREFIX)$(t)/' \
         -e 's/Xr $(t) 1/Xr $(NAMEPREFIX)$(t) 1/' \
         -e 's/\(^\.Dl \$$\|^\$$\||\|&&\) $(t) /\1 $(NAMEPREFIX)$(t) /')
SHARED = $(SHAREDIR)/bash-completion/completions/$(NAMEPREFIX)$(1) \
         $(SHAREDIR)/zsh/site-functions/_$(NAMEPREFIX)$(1) \
         $(SHAREDIR)/fish/vendor_completions.d/$(NAMEPREFIX)$(1).fish

install: all
	install -d '$(DESTDIR)$(BINDIR)'
	set -e; for t in $(TOOLS); do \
	    install $(BUILD)/bin/$$t '$(DESTDIR)$(BINDIR)'/$(NAMEPREFIX)$$t; \
	done
	set -e; for page in man/*.[157]; do \
	    dir='$(DESTDIR)$(MANDIR)'/man$${page##*.}; name=$${page#man/}; \
	    case $$page in *.1) name=$(NAMEPREFIX)$$name; esac; \
	    install -d "$$dir"; \
	    sed $(RENAME) -e '' $$page >"$$dir/$$name"; \
	    chmod 644 "$$dir/$$name"; \
	done
	scripts/gen-completions $(BUILD)/bin '$(DESTDIR)$(SHAREDIR)' $(NAMEPREFIX)

uninstall:
	rm -f $(TOOLS:%='$(DESTDIR)$(BINDIR)/$(NAMEPREFIX)%') \
	    $(TOOLS:%='$(DESTDIR)$(MANDIR)/man1/$(NAMEPREFIX)%.1') \
	    $(patsubst man/%.5,'$(DESTDIR)$(MANDIR)/man5/%.5',$(wildcard man/*.5)) \
	    $(patsubst man/%.7,'$(DESTDIR)$(MANDIR)/man7/%.7',$(wildcard man/*.7)) \
	    $(foreach t,$(TOOLS),$(patsubst %,'$(DESTDIR)%',$(call SHARED,$(t))))

dist:
	@mkdir -p dist
	git archive --prefix=sendlist-$(VERSION)/ HEAD | gzip -9n \
	    >dist/sendlist-$(VERSION).tar.gz

clean:
	rm -rf $(BUILD) dist

FORCE:

.PHONY: all check prove sanitize lint demo bench completions install uninstall dist \
        clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(wildcard $(BUILD)/*/*.d $(BUILD)/tests/unit/*.d)
