/**
 * Metrics and health of a running guard over HTTP: what its components tell their observers, as Micrometer meters in Prometheus'
 * exposition, and whether it is alive and ready. Judges nothing and stops nothing.
 *
 * <pre>
 * stream.GuardObserver  --&gt; GuardMeters, RateMeters --+
 * batch.BatchObserver   --&gt; BatchMeters --------------+--&gt; registry --&gt; /metrics
 * infer.Classifier      --&gt; TimedClassifier ----------+
 * Kafka Streams, JVM    --&gt; Micrometer's binders -----+
 * stream.BacklogReader  --&gt; BacklogWatch --&gt; Health ------------------&gt; /health/live, /health/ready
 * </pre>
 *
 * <p>Tags take their values from closed sets, from the bundle and from Kafka's assignment; what a sender writes never becomes one.
 * {@link dev.antidote.telemetry.Telemetry} is the way in; its registry is its own, nothing is static.
 */
@NullMarked
package dev.antidote.telemetry;

import org.jspecify.annotations.NullMarked;
