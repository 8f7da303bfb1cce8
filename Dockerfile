# docker build -t reportmine . && docker run --rm -v "$PWD:/data" reportmine extract report.txt
FROM python:3.13-slim AS build
WORKDIR /project
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY samples samples
COPY .ci .ci
RUN python .ci/build.py /wheels

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir "$(echo /wheels/reportmine-*.whl)[all]" \
    && useradd --create-home reader
ENV PYTHONUTF8=1
USER reader
WORKDIR /data
ENTRYPOINT ["reportmine"]
CMD ["--help"]
