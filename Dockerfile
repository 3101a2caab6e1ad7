# bilingue with its model, for machines without network. See docs/container.md.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
WORKDIR /src
RUN python -m venv /opt/bilingue
ENV PATH=/opt/bilingue/bin:$PATH
# The locked packages come first: they change less often than the project, so they stay cached.
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --no-deps --only-binary=:all: -r requirements.txt
COPY requirements-build.txt ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary=:all: \
        -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY lexicon lexicon
COPY models models
COPY templates templates
COPY pipeline pipeline
RUN /opt/build/bin/python -m hatchling build -t wheel -d /dist \
    && pip install --no-cache-dir --no-index --no-deps /dist/*.whl \
    && pip uninstall --yes pip \
    && python -m compileall -q /opt/bilingue

FROM python:${PYTHON}-slim
COPY --from=build /opt/bilingue /opt/bilingue
ENV PATH=/opt/bilingue/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# A number, so that Kubernetes can see that it is not root; a run creates nothing in a home.
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["bilingue"]
CMD ["--help"]
