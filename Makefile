# The one door to everything that a developer does here. "make" alone lists it.

# Where "make install" puts the programs.
PREFIX ?= /usr/local
# What "make run" writes; it is thrown away and made anew each time.
DEMO := out/demo
RELEASE := .build/release

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup build release test lint format run install clean

help: ## List what can be done
	@echo "make TARGET, where TARGET is"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| while IFS='|' read -r target words; do printf '  %-9s %s\n' $$target "$$words"; done

setup: ## Install what is missing (Debian packages; as root or with sudo)
	@command -v swift > /dev/null || { \
		echo "Swift is missing. Install Swift 6.3 from https://www.swift.org/install, then run this again."; exit 1; }
	@missing=""; \
	command -v git > /dev/null || missing="$$missing git"; \
	command -v pkg-config > /dev/null || missing="$$missing pkg-config"; \
	command -v tmux > /dev/null || missing="$$missing tmux"; \
	if [ "$$(uname)" = Linux ]; then \
		[ -e /etc/ssl/certs/ca-certificates.crt ] || missing="$$missing ca-certificates"; \
		[ -e /usr/include/sqlite3.h ] || missing="$$missing libsqlite3-dev"; \
		[ -e /usr/include/zlib.h ] || missing="$$missing zlib1g-dev"; \
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
	swift build --configuration release

test: setup ## Build everything and run all tests
	swift build --build-tests
	swift test --skip-build --disable-xctest

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
	0 | 1) echo; echo "The reports:"; ls $(DEMO)/*/*.csv $(DEMO)/*/*.json | sed 's/^/  /'; \
		echo "Rows that were not paid or that need a person are expected here: the sample is full of trouble on"; \
		echo "purpose. Samples/README.md says what each of them shows. \"make run\" begins afresh every time." ;; \
	*) echo "The sample run ended with exit code $$status; 0 or 1 is expected." >&2; exit $$status ;; \
	esac

install: release ## Install the programs under PREFIX (/usr/local unless given)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(RELEASE)/salur $(RELEASE)/salur-sandbox "$(DESTDIR)$(PREFIX)/bin"

clean: ## Remove what was built, and the sample run; other ledgers and reports stay
	rm -rf .build $(DEMO)
