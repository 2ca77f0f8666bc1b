.PHONY: start test lock widget clean

start:  ## set up what is needed and run the assistant
	@python3 tools/setup.py
	@.venv/bin/vroegwijzer start

test:  ## set up what is needed and run every test that this machine can run
	@python3 tools/setup.py --test
	@.venv/bin/python tools/test.py

lock:  ## resolve the packages again and write the locks: hashes, no addresses
	@.tools/bin/uv lock
	@.tools/bin/uv export --quiet --frozen --no-header --no-annotate --no-emit-project --no-default-groups --group build -o requirements.lock
	@.tools/bin/uv export --quiet --frozen --no-header --no-annotate --no-emit-project --all-groups -o requirements-test.lock

widget:  ## build the web chat from its source (needs Node)
	@cd widget && npm ci && npm run build

clean:  ## remove what was built; the data under var/ stays
	rm -rf .venv .tools
