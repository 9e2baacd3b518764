# make          builds build/release/comention and the library
# make demo     the same from nothing, and draws the gallery's main example
# make check    the same from nothing, and runs all tests
# VARIANT=debug|asan|fuzz builds another variant under build/.

VARIANT ?= release
PREFIX ?= /usr/local
BUILD := build/$(VARIANT)
VERSION := $(shell sed -n 's/^\#define COMENTION_VERSION "\(.*\)"/\1/p' src/comention.h)

CC ?= cc
PKGS := glib-2.0 yaml-0.1 md4c libxml-2.0 libgvc libcgraph
# No compiler and no libraries yet: the goals that install them must still work.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
GV_PLUGINS := $(shell pkg-config --variable=libdir libgvc 2>/dev/null)/graphviz

OPT_release := -O3 -g -DNDEBUG
OPT_debug := -Og -g
OPT_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
OPT_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined
OPT := $(OPT_$(VARIANT))

WARN := -Wall -Wextra -Werror -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla
CPPFLAGS += -Isrc -D_GNU_SOURCE -MMD -MP $(patsubst -I%,-isystem %,$(filter -I%,$(PKG_CFLAGS))) \
	$(filter-out -I%,$(PKG_CFLAGS))
CFLAGS += -std=c17 $(OPT) $(WARN) -fPIC -fvisibility=hidden -pthread
LDFLAGS += $(filter -fsanitize%,$(OPT)) -pthread
LDLIBS += $(PKG_LIBS) -L$(GV_PLUGINS) -lgvplugin_core -lgvplugin_dot_layout \
	-lgvplugin_neato_layout -Wl,-rpath,$(GV_PLUGINS) -lm

ROOMS := base post names relate graph draw
TOOL_SRC := src/names/catc.c src/relate/relc.c src/draw/stylec.c
LIB_SRC := $(wildcard src/*.c) $(filter-out $(TOOL_SRC),$(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c)))
CLI_SRC := $(wildcard src/cli/*.c)
# The first style is whole; the others say what they have different.
STYLES := $(addprefix graphs/styles/,slide.yml wiki.yml print.yml)
CATALOGS ?= $(sort $(wildcard graphs/catalog/*.yml))
PHRASES := graphs/relations/en.yml

LIB_OBJ := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/names/builtin.o \
	$(BUILD)/obj/relate/builtin.o $(BUILD)/obj/draw/html_files.o $(BUILD)/obj/draw/builtin.o
CLI_OBJ := $(CLI_SRC:src/%.c=$(BUILD)/obj/%.o)
CATC_OBJ := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/base/*.c) \
	$(addprefix src/names/,catalog.c compile.c spell.c entity.c catc.c))
RELC_OBJ := $(filter-out %/catc.o,$(CATC_OBJ)) \
	$(addprefix $(BUILD)/obj/relate/,kind.o phrases.o relc.o)
STYLEC_OBJ := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/base/*.c) \
	$(addprefix src/draw/,style.c stylec.c))

# One line a step; V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' $(1) $(2))

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all
all: $(BUILD)/comention $(BUILD)/libcomention.so $(BUILD)/libcomention.a

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/catc: $(CATC_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gen/builtin.c: $(BUILD)/catc $(CATALOGS)
	@mkdir -p $(@D)
	$(call say,CATC,$@)
	$(Q)$(BUILD)/catc $@ $(CATALOGS)

$(BUILD)/obj/names/builtin.o: $(BUILD)/gen/builtin.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/relc: $(RELC_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gen/phrases.c: $(BUILD)/relc $(PHRASES)
	@mkdir -p $(@D)
	$(call say,RELC,$@)
	$(Q)$(BUILD)/relc $@ $(PHRASES)

$(BUILD)/obj/relate/builtin.o: $(BUILD)/gen/phrases.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The style and the script of the HTML page, as strings.
$(BUILD)/gen/html_files.c: src/draw/html.css src/draw/html.js Makefile
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)for f in css js; do \
	    echo "extern const char html_$$f[]; const char html_$$f[] ="; \
	    sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' src/draw/html.$$f; echo ";"; \
	done > $@

$(BUILD)/obj/draw/html_files.o: $(BUILD)/gen/html_files.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/stylec: $(STYLEC_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gen/styles.c: $(BUILD)/stylec $(STYLES)
	@mkdir -p $(@D)
	$(call say,STYLEC,$@)
	$(Q)$(BUILD)/stylec $@ $(STYLES)

$(BUILD)/obj/draw/builtin.o: $(BUILD)/gen/styles.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/libcomention.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@ $^

SONAME := libcomention.so.0
$(BUILD)/libcomention.so: $(LIB_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,-soname,$(SONAME) -o $@ $^ $(LDLIBS)
	@ln -sf libcomention.so $(BUILD)/$(SONAME)

# The program has the library in it: it starts faster, and runs from anywhere.
$(BUILD)/comention: $(CLI_OBJ) $(BUILD)/libcomention.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(CATC_OBJ:.o=.d) $(RELC_OBJ:.o=.d) $(STYLEC_OBJ:.o=.d)

# ---- what is missing ---------------------------------------------------------------
# Only the first two commands of README install anything, and only what is not
# there. On other systems than Debian and Ubuntu they name the packages.

BUILD_PKGS := gcc make pkg-config libc6-dev libglib2.0-dev libyaml-dev libmd4c-dev libxml2-dev \
	libgraphviz-dev
DEMO_PKGS := $(BUILD_PKGS)
CHECK_PKGS := $(BUILD_PKGS) libcmocka-dev bats jq graphviz libxml2-utils valgrind python3 \
	python3-jsonschema python3-yaml mandoc

# $(call install,PACKAGES)
define install
	@missing=; for p in $(1); do \
	    if command -v dpkg-query >/dev/null 2>&1; then \
	        dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	    fi; \
	done; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	    pkg-config --exists $(PKGS) 2>/dev/null || { \
	        echo "comention needs: a C compiler, make, pkg-config, and the development files of"; \
	        echo "GLib 2, libyaml, md4c, libxml2 and Graphviz; please install them. For example:"; \
	        echo "  Fedora:   dnf install gcc make pkgconf glib2-devel libyaml-devel md4c-devel libxml2-devel graphviz-devel"; \
	        echo "  Arch:     pacman -S base-devel glib2 libyaml md4c libxml2 graphviz"; \
	        echo "  Homebrew: brew install pkg-config glib libyaml md4c libxml2 graphviz"; \
	        exit 1; }; \
	elif [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    $$sudo apt-get update -qq && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef

# For the browser tests; chromium is in Debian, other systems have it by other names.
PICTURE_PKGS := $(BUILD_PKGS) chromium chromium-driver fonts-liberation librsvg2-bin python3 python3-pil \
	node-dompurify

# php-cgi, or MediaWiki would bring a web server.
EMBED_PKGS := $(PICTURE_PKGS) bats libreoffice-impress texlive-latex-recommended texlive-pictures \
	pandoc poppler-utils mediawiki php-cgi php-cli php-sqlite3 php-xml php-mbstring php-intl

.PHONY: deps-demo deps-check deps-pictures deps-embeds
deps-demo:
	$(call install,$(DEMO_PKGS))
deps-check:
	$(call install,$(CHECK_PKGS))
deps-pictures:
	$(call install,$(PICTURE_PKGS))
deps-embeds:
	$(call install,$(EMBED_PKGS))

# ---- the picture ---------------------------------------------------------------------
# A new make, because what was installed changes what pkg-config says.

GALLERY := $(sort $(wildcard graphs/gallery/*/posts))

.PHONY: demo gallery
demo: deps-demo
	@$(MAKE) --no-print-directory all
	@$(BUILD)/comention -q --title='VMworld 2007: who is mentioned with whom' \
	    -Tsvg -o build/demo.svg graphs/gallery/trade-show/posts
	@echo "The picture is build/demo.svg; open it in a browser."

# Draws the gallery anew, in each style, and shows what has changed.
gallery: all
	@for posts in $(GALLERY); do dir=$${posts%/posts}; name=$${dir##*/}; \
	    title=$$(cat $$dir/title 2>/dev/null); \
	    draw() { $(BUILD)/comention -q $${title:+--title="$$title"} "$$@" $$posts; }; \
	    for f in dot svg mmd html; do draw -o $$dir/$$name.$$f || exit 1; done; \
	    draw --style=wiki -o $$dir/$$name-wiki.svg && draw --style=print -o $$dir/$$name-print.svg && \
	    draw --highlight=Citrix -o $$dir/$$name-highlight.svg && \
	    draw --cluster=maker -o $$dir/$$name-makers.svg || exit 1; \
	    echo "  DRAW    $$dir/$$name*.svg"; \
	done
	@git --no-pager diff --stat -- graphs/gallery 2>/dev/null || true

# ---- tests ------------------------------------------------------------------------------

UNIT_SRC := $(wildcard tests/test_*.c tests/*/test_*.c)
UNIT := $(UNIT_SRC:tests/%.c=$(BUILD)/tests/%)
$(BUILD)/tests/%: tests/%.c tests/unit.h $(BUILD)/libcomention.a Makefile
	$(call say,TEST,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libcomention.a \
	    $(shell pkg-config --libs cmocka 2>/dev/null) $(LDLIBS)

-include $(UNIT:=.d)

.PHONY: unit check check-pictures check-embeds check-variant asan valgrind
unit: $(UNIT)

# Everything, from a bare machine: installs, builds, and runs the suite on the
# release build, with sanitizers, and under valgrind; and the browser tests.
check: deps-check deps-pictures
	@$(MAKE) --no-print-directory all unit
	@$(MAKE) --no-print-directory VARIANT=asan all unit
	@tests/run $(CURDIR)

# The rules for an SVG and the measures of its layout; the pictures and the HTML page in a
# browser, and what else draws SVG.
check-pictures: deps-pictures
	@$(MAKE) --no-print-directory all
	@tests/run $(CURDIR) pictures

# The recipes of docs/ in the large programs that they are for: 2 GB of packages.
check-embeds: deps-embeds
	@$(MAKE) --no-print-directory all
	@COMENTION=$(BUILD)/comention bats tests/embeds

# The suite on one variant: make check-variant VARIANT=asan
check-variant: all unit
	@tests/run $(CURDIR) $(VARIANT)

asan:
	@$(MAKE) --no-print-directory VARIANT=asan all unit
	@tests/run $(CURDIR) asan

valgrind: all unit
	@tests/run $(CURDIR) valgrind

# ---- measures ------------------------------------------------------------------------------
# make eval                        scores names and relations against annotated posts, which
#                                  lie beside this clone: ../shared/gold
# make eval EVALFLAGS=--errors     lists each miss and each wrong find, too, but not those of
#                                  tests/eval: that sample is there to be never looked at
# make bench                       measures speed and memory
# make fuzz FUZZ_SECONDS=600       looks for crashes, with clang

.PHONY: eval bench fuzz
eval: all
	@tests/eval/run $(BUILD)/comention $(EVALFLAGS)

bench: all
	@python3 tests/bench/bench.py $(BUILD)/comention

FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/libcomention.a
	@for f in $(FUZZERS); do \
	    echo "  FUZZ    $$f, $(FUZZ_SECONDS) s"; mkdir -p build/fuzz/corpus-$$f; \
	    clang -Isrc -D_GNU_SOURCE $(PKG_CFLAGS) -std=c17 -g -O1 -fsanitize=fuzzer,address,undefined \
	        -o build/fuzz/$$f tests/fuzz/$$f.c build/fuzz/libcomention.a $(LDLIBS) && \
	    build/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -print_final_stats=0 \
	        build/fuzz/corpus-$$f tests/fuzz/seeds-$$f 2>&1 | tail -n 2 || exit 1; \
	done

# ---- habits ------------------------------------------------------------------------------------

C_FILES := $(wildcard src/*.[ch] src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

.PHONY: format lint
format:
	clang-format -i $(C_FILES)

lint:
	clang-format --dry-run -Werror $(C_FILES)
	cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,portability --inline-suppr \
	    --suppress=missingIncludeSystem -Isrc -D_GNU_SOURCE src
	clang-tidy --quiet $(wildcard src/*.c src/*/*.c) -- -Isrc -D_GNU_SOURCE -std=c17 $(PKG_CFLAGS)
	mandoc -Tlint -Wwarning docs/comention.1 docs/comention-catalog.5 \
	    docs/comention-phrases.5

# ---- installing ------------------------------------------------------------------------------------

LIBDIR := $(DESTDIR)$(PREFIX)/lib
.PHONY: install uninstall
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 $(BUILD)/comention $(DESTDIR)$(PREFIX)/bin/comention
	install -m 644 src/comention.h $(DESTDIR)$(PREFIX)/include/comention.h
	install -m 644 $(BUILD)/libcomention.a $(LIBDIR)/libcomention.a
	install -m 755 $(BUILD)/libcomention.so $(LIBDIR)/$(SONAME).$(VERSION)
	ln -sf $(SONAME).$(VERSION) $(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(LIBDIR)/libcomention.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@PLUGINS@|$(GV_PLUGINS)|' \
	    src/comention.pc.in > $(LIBDIR)/pkgconfig/comention.pc
	install -m 644 docs/comention.1 $(DESTDIR)$(PREFIX)/share/man/man1/comention.1
	install -m 644 docs/comention-catalog.5 docs/comention-phrases.5 $(DESTDIR)$(PREFIX)/share/man/man5/

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/comention $(DESTDIR)$(PREFIX)/include/comention.h \
	    $(LIBDIR)/libcomention.* $(LIBDIR)/pkgconfig/comention.pc \
	    $(DESTDIR)$(PREFIX)/share/man/man1/comention.1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5/comention-catalog.5 \
	    $(DESTDIR)$(PREFIX)/share/man/man5/comention-phrases.5

.PHONY: clean
clean:
	rm -rf build
