/**
 * Metrics and health of a running process over HTTP: what its components tell their observers, as Micrometer meters in Prometheus'
 * exposition, and whether it is alive and ready. Judges nothing and stops nothing.
 *
 * <pre>
 * stream.GuardObserver  --&gt; GuardMeters, RateMeters --+
 * batch.BatchObserver   --&gt; BatchMeters --------------+--&gt; registry --&gt; /metrics
 * infer.Classifier      --&gt; TimedClassifier ----------+
 * Kafka Streams, JVM    --&gt; Micrometer's binders -----+
 * stream.BacklogReader  --&gt; BacklogWatch --&gt; Health ------------------&gt; /health/live, /health/ready
 * the collector         --&gt; CollectorTelemetry ---------&gt; registry, CollectorHealth
 * a retraining          --&gt; RetrainTelemetry -----------&gt; registry, RetrainHealth
 * </pre>
 *
 * <p>Tags take their values from closed sets, from the bundle and from Kafka's assignment; what a sender writes never becomes one.
 * {@link dev.antidote.telemetry.Telemetry} is a guard's way in; every process has a registry of its own in an
 * {@link dev.antidote.telemetry.Exposure}, nothing is static. Collector and retraining are told in plain values by whoever starts
 * them, so that this room knows nothing of theirs.
 */
@NullMarked
package dev.antidote.telemetry;

import org.jspecify.annotations.NullMarked;
