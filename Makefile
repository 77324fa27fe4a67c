# The one door to everything that a developer does here. "make" alone lists it.

# Where "make install" puts the programs.
PREFIX ?= /usr/local
# What "make run" writes; it is thrown away and made anew each time.
DEMO := out/demo
# The folder of the programs that are installed; another one is taken as it is, without building.
RELEASE := .build/release
# What "make sanitize" looks for (thread or address), and the tests that it runs: those of sockets and tasks. Others can
# be named, SANITIZED=PayoutLedgerTests; the thread sanitizer makes those that read or crash much take very long.
SANITIZER ?= thread
SANITIZED ?= CallbackServerTests|AyoconnectTests
# What "make install" puts together before it copies anything.
STAGE := .build/install
# The files that "make install" put in place, one a line, for "make uninstall".
INSTALLED = $(DESTDIR)$(PREFIX)/share/salur/installed

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup build release test model simulate mutants torture fuzz sanitize bench guard api-check lint format run install uninstall deb deb-check clean

help: ## List what can be done
	@echo "make TARGET, where TARGET is"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| while IFS='|' read -r target words; do printf '  %-9s %s\n' $$target "$$words"; done

setup: ## Install what is missing (Debian packages; as root or with sudo)
	@command -v swift > /dev/null || { \
		echo "Swift is missing. Install Swift 6.3 from https://www.swift.org/install, then run this again."; exit 1; }
	@missing=""; \
	command -v git > /dev/null || missing="$$missing git"; \
	command -v pkg-config > /dev/null || missing="$$missing pkg-config"; \
	command -v tmux > /dev/null || missing="$$missing tmux"; \
	for tool in $(TOOLS); do command -v $$tool > /dev/null || missing="$$missing $$tool"; done; \
	if [ "$$(uname)" = Linux ]; then \
		[ -e /etc/ssl/certs/ca-certificates.crt ] || missing="$$missing ca-certificates"; \
		[ -e /usr/include/sqlite3.h ] || missing="$$missing libsqlite3-dev"; \
		[ -e /usr/include/zlib.h ] || missing="$$missing zlib1g-dev"; \
		[ -e /usr/include/expat.h ] || missing="$$missing libexpat1-dev"; \
	fi; \
	[ -n "$$missing" ] || exit 0; \
	line="apt-get update && apt-get install --yes$$missing"; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then as_root="sh -c"; \
	elif command -v sudo > /dev/null && command -v apt-get > /dev/null; then as_root="sudo sh -c"; \
	else echo "Missing:$$missing. As root, run this line, then make again:"; echo "  $$line"; exit 1; fi; \
	echo "Missing:$$missing. Running: $$line"; \
	$$as_root "export DEBIAN_FRONTEND=noninteractive; $$line" || { \
		echo "That did not work. As root, run this line, then make again:"; echo "  $$line"; exit 1; }

build: setup ## Build the programs for debugging
	swift build

release: setup ## Build the programs as they are used
	swift build --configuration release --product salur
	swift build --configuration release --product salur-sandbox

test: setup ## Build everything and run all tests
	swift build --build-tests
	@Tests/run

model: ## Check the model of the payout protocol with Spin (NAMES="progress ledger-lost" only these)
	@$(MAKE) setup TOOLS="spin gcc"
	@Tests/Model/check.sh $(NAMES)

simulate: setup ## Play seeded histories (SEEDS=100000 so many, SEED=42 replays one, CRASHES=20 dies everywhere, FILES=1 on SQLite, RAIL=charge)
	@swift build --configuration release --product salur-simulate
	@COMMIT=$$(git rev-parse --short HEAD 2> /dev/null || echo unknown) $(RELEASE)/salur-simulate

mutants: setup ## Plant each bug of Tests/Mutants in a copy of the sources; the simulator must find it
	@Tests/Mutants/run

bench: ## Measure beside sqlite3, zcat, DuckDB, a Python script (ROWS=10000 ROUNDS=1 ONLY=check PAY_ROWS=100000)
	@$(MAKE) setup TOOLS="sqlite3 wrk gzip python3"
	@python3 -c "import ensurepip" 2> /dev/null || $(MAKE) setup TOOLS="python3-venv"
	@$(MAKE) release
	@swift build --configuration release --product salur-benchmark
	@mkdir -p .build/bench && Benchmarks/peers/set-up .build/bench/venv || echo "Without the references in Python." >&2
	@$(RELEASE)/salur-benchmark compare $(if $(ROWS),--rows $(ROWS)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(ONLY),--only $(ONLY)) $(if $(PAY_ROWS),--pay-rows $(PAY_ROWS))

guard: ## Count the instructions of the hot paths; fail where a row has become dearer (RECORD=1 records)
	@$(MAKE) setup TOOLS="valgrind gzip"
	@$(MAKE) release
	@swift build --configuration release --product salur-benchmark
	@$(RELEASE)/salur-benchmark guard $(if $(RECORD),--record)

api-check: ## Hold the running service against schemas/openapi.json with thousands of requests
	@$(MAKE) setup TOOLS="python3 curl"
	@python3 -c "import ensurepip" 2> /dev/null || $(MAKE) setup TOOLS="python3-venv"
	swift build --product salur
	swift build --product salur-sandbox
	@Tests/API/check

torture: setup ## Kill the real programs at a bank with faults, then compare (KILLS=300 so often, SEED=42 replays)
	swift build --build-tests
	SALUR_TEST_KILLS=$${KILLS:-300} SALUR_TEST_SEED=$$SEED swift test --skip-build --disable-xctest \
		--filter 'TortureTests.*A long campaign'

sanitize: setup ## Run the tests of the parts under a sanitizer (SANITIZER=thread or address)
	swift build --build-tests --sanitize $(SANITIZER) --scratch-path .build/sanitize/$(SANITIZER)
	TSAN_OPTIONS=suppressions=Tests/Sanitizers/thread.txt ASAN_OPTIONS=detect_leaks=0 \
		swift test --skip-build --disable-xctest --sanitize $(SANITIZER) \
		--scratch-path .build/sanitize/$(SANITIZER) --filter '$(SANITIZED)'

fuzz: setup ## Search for input that breaks a promise (SECONDS=60 a target, TARGET=csv only that one)
	@Tests/Fuzz/run $(or $(SECONDS),60) $(TARGET)

lint: ## Check the form of every source file
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Bring every source file into form
	swift format --in-place --recursive --parallel Package.swift Sources Tests

run: release ## Pay a troubled sample payroll at a simulated bank
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@echo "Paying Samples/payroll.csv at a simulated bank, with a fresh ledger and fresh reports in $(DEMO)."
	@status=0; \
	$(RELEASE)/salur-sandbox with -- $(RELEASE)/salur run --yes \
		--config Samples/salur.yaml --output $(DEMO) --ledger $(DEMO)/salur.db Samples/payroll.csv || status=$$?; \
	case $$status in \
	0 | 1) echo; echo "The reports:"; ls $(DEMO)/*/*.csv $(DEMO)/*/*.json $(DEMO)/*/*.jsonl | sed 's/^/  /'; \
		echo "Rows that were not paid or that need a person are expected here: the sample is full of trouble on"; \
		echo "purpose. Samples/README.md says what each of them shows. \"make run\" begins afresh every time." ;; \
	*) echo "The sample run ended with exit code $$status; 0 or 1 is expected." >&2; exit $$status ;; \
	esac

# Makes a manual page of the help of one command: PAGE is its name, VERSION that of the program.
define MANUAL_PAGE
function shown(line) {
	gsub(/\\/, "\\\\e", line); gsub(/-/, "\\-", line)
	return line ~ /^[.']/ ? "\\&" line : line
}
function section(title) { body = body ".fi\n.SH " title "\n.nf\n"; isInside = 1 }
/^OVERVIEW: / { overview = substr($$0, 11); isReading = 1; next }
isReading { if (NF) overview = overview " " $$0; else isReading = 0; next }
/^USAGE: / { usage = substr($$0, 8); next }
/^[A-Z][A-Z ]+:?$$/ { sub(/:$$/, ""); section($$0); next }
NF && !isInside { section("DESCRIPTION") }
isInside { body = body shown($$0) "\n" }
END {
	printf ".TH %s 1 \"\" \"salur %s\" \"Salur\"\n", toupper(PAGE), VERSION
	printf ".SH NAME\n%s \\- %s\n.SH SYNOPSIS\n%s\n%s", shown(PAGE), shown(overview), shown(usage), body
}
endef
export MANUAL_PAGE

install: $(if $(filter .build/release,$(RELEASE)),release) ## Install programs, manual pages and completions under PREFIX
	@rm -rf $(STAGE) && mkdir -p $(STAGE)/bin $(STAGE)/share/man/man1 $(STAGE)/share/bash-completion/completions \
		$(STAGE)/share/zsh/site-functions $(STAGE)/share/fish/vendor_completions.d
	@export LC_ALL=C.UTF-8 COLUMNS=73; set -e; \
	for program in salur salur-sandbox; do \
		binary=$(abspath $(RELEASE))/$$program; ln -s $$binary $(STAGE)/bin/; \
		$$binary --generate-completion-script bash > $(STAGE)/share/bash-completion/completions/$$program; \
		$$binary --generate-completion-script zsh > $(STAGE)/share/zsh/site-functions/_$$program; \
		$$binary --generate-completion-script fish > $(STAGE)/share/fish/vendor_completions.d/$$program.fish; \
		commands() { $$binary $$1 --help | sed -n '/^SUBCOMMANDS:/,$$s/^  \([a-z][a-z-]*\)\( .*\)*$$/\1/p'; }; \
		page() { \
			$$binary $$2 $$3 --help \
				| awk -v PAGE=$$1 -v VERSION="$$($(RELEASE)/salur --version)" "$$MANUAL_PAGE" \
				> $(STAGE)/share/man/man1/$$1.1; \
		}; \
		page $$program; \
		for command in $$(commands); do \
			page $$program-$$command $$command; \
			for step in $$(commands $$command); do page $$program-$$command-$$step $$command $$step; done; \
		done; \
	done
	@set -e; umask 022; \
	files=$$(cd $(STAGE) && find . ! -type d | sed 's|^\./||' | sort); \
	for file in $$files; do \
		case $$file in bin/*) mode="755 -s" ;; *) mode=644 ;; esac; \
		install -D -m $$mode $(STAGE)/$$file "$(DESTDIR)$(PREFIX)/$$file"; \
	done; \
	mkdir -p "$(dir $(INSTALLED))"; \
	if [ -e "$(INSTALLED)" ]; then \
		while IFS= read -r file; do \
			echo "$$files" | grep -qxF "$$file" || rm -f "$(DESTDIR)$(PREFIX)/$$file"; \
		done < "$(INSTALLED)"; \
	fi; \
	echo "$$files" > "$(INSTALLED)"; \
	echo "Installed salur and salur-sandbox in $(DESTDIR)$(PREFIX)/bin, with manual pages (man salur) and completions."

uninstall: ## Remove exactly what "make install" put under PREFIX
	@[ -e "$(INSTALLED)" ] || { echo "Nothing is installed under $(DESTDIR)$(PREFIX)." >&2; exit 1; }
	@while IFS= read -r file; do rm -f "$(DESTDIR)$(PREFIX)/$$file"; done < "$(INSTALLED)"; \
	rm "$(INSTALLED)" && rmdir "$(dir $(INSTALLED))"; \
	echo "Removed salur and salur-sandbox from $(DESTDIR)$(PREFIX). Ledgers, settings and reports stay."

# The programs with all that "make install" puts next to them, as they go into the package.
DEB := .build/deb

deb: ## Make a Debian package in .build/deb (see Packaging/README.md)
	@$(MAKE) setup TOOLS="patchelf dpkg-deb"
	@rm -rf .build/deb-staged
	@$(MAKE) install DESTDIR=$(CURDIR)/.build/deb-staged PREFIX=/usr > /dev/null
	@Packaging/deb/build .build/deb-staged $(DEB)
	@rm -rf .build/deb-staged
	@ls -sh $(DEB)/*.deb

deb-check: deb ## Install the package, pay the sample with it, remove it; changes this machine, needs root
	@Packaging/deb/check $(DEB)/*.deb

clean: ## Remove what was built, and the sample run; other ledgers and reports stay
	rm -rf .build $(DEMO)
