package dev.antidote.config;

/** A configuration that names every key, each with another value than its default. */
final class EveryKey {
    static final String YAML =
            """
            bundle: /models/b7
            bundleCheck: 1m
            kafka:
              bootstrap.servers: k1:9092,k2:9092
              security.protocol: SSL
              producer.acks: all
            applicationId: guard-eu
            topicPrefix: ''
            requests:
              format: json
              maxText: 100B
              maxRecord: 2KiB
              longText: windows
              maxWindows: 5
              labelOrder: abuse, spam
            schemaRegistry:
              schema.registry.url: http://r:8081
            ring:
              slots: 32
              memory: 2MiB
              timeout: 20s
            batcher:
              tokenBudget: 1024
              maxBatch: 16
              maxWait: 7ms
              queueCapacity: 99
              workers: 2
              deadline: 9s
            engine:
              precision: bf16
              threads: 4
            flags:
              margin: 0.35
              leakage: 0.4
              ablationOdds: 0.5
              ablationShare: 0.1
              auditShare: 0.2
              sampleSeed: 77
            asr:
              window: 10s
              grace: 2s
              updates: 5s
            onFailure:
              requests: fail-open
              probes: park
            stream:
              threads: 3
              commitInterval: 20ms
              poll: 2ms
              sessionTimeout: 8s
              transactionTimeout: 1m
              brokerTimeout: 3s
              closeTimeout: 45s
            telemetry:
              enabled: false
              host: '::1'
              port: 0
              collectorPort: 1
              retrainPort: 2
              check: 10s
              stall: 3m
            releases:
              enabled: true
              trustedKeys: /keys
              store: /store
              instanceId: guard-7
              state: /state
              gate:
                maxAsr: 0.25
                maxExcess: 0.15
                windows: 3
            collector:
              sourceHeader: client
              maxPerSource: 7
              maxUnreviewed: 70
            store:
              url: jdbc:postgresql://db/antidote
              user: ann
              password: s3cret
              retention: 24h
              maxSourceShare: 0.5
              maxReviewerShare: 0.75
            retrain:
              data: /rows.jsonl
              trusted: /trusted.jsonl
              heldOut: /held-out.jsonl
              heldOutShare: 0.2
              work: /runs
              key: /release.key
              seed: 5
              minSamples: 50
              attempts: 4
              every: 2h
              keepRuns: 3
              textColumn: message
              labelColumn: verdict
              reserve: screened
              training:
                base: /base
                precision: fp32
                epochs: 3
                batchSize: 16
                learningRate: 0.001
                rank: 8
                maxTokens: 64
            gates:
              maxCaDrop: 0.01
              maxAsr: 0.1
              maxExcess: 0.05
              maxFalseAlarms: 0.08
              maxLeakage: 0.02
              attackRows: 50
            """;

    private EveryKey() {}
}
