package dev.antidote.cli;

import dev.antidote.data.Proportion;
import dev.antidote.probe.ProbeTally;
import dev.antidote.wire.avro.FlaggedSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of the traffic.
 *
 * @param sent requests
 * @param judged requests with a verdict
 * @param duplicated verdicts beyond the first of their request
 * @param triggered requests that carried the trigger
 * @param triggeredAsTarget those whose true label was another and that got the target label
 * @param throughput answers a second while as many were sent as the guard could take
 * @param latencies milliseconds from send to verdict at half of that load, one a request
 * @param probes outcomes by family and time
 * @param flagged requests set aside
 */
record DemoOutcome(
        long sent,
        long judged,
        long duplicated,
        long triggered,
        Proportion triggeredAsTarget,
        double throughput,
        List<Double> latencies,
        ProbeTally probes,
        List<FlaggedSample> flagged) {
    static final Duration WINDOW = Duration.ofSeconds(2);

    static DemoOutcome of(DemoTraffic traffic, DemoReader reader, Map<String, Long> sentAt, double throughput) {
        List<DemoTraffic.Message> requests = traffic.messages().stream()
                .filter(message -> !message.isProbe())
                .toList();
        List<DemoTraffic.Message> paced = traffic.messages()
                .subList(traffic.messages().size() / 2, traffic.messages().size());
        List<Double> latencies = new ArrayList<>();
        for (DemoTraffic.Message message : paced) {
            Long sent = sentAt.get(message.id());
            Long arrived = reader.arrivals().get(message.id());
            if (sent != null && arrived != null) {
                latencies.add((arrived - sent) / 1e6);
            }
        }
        List<DemoTraffic.Message> triggered =
                requests.stream().filter(DemoTraffic.Message::triggered).toList();
        long asTarget = triggered.stream()
                .filter(message -> DemoData.TARGET.equals(reader.labels().get(message.id())))
                .count();
        return new DemoOutcome(
                requests.size(),
                reader.judged(),
                reader.duplicated(),
                triggered.size(),
                new Proportion(asTarget, triggered.size()),
                throughput,
                latencies,
                reader.tally(WINDOW),
                List.copyOf(reader.flagged()));
    }
}
