package dev.antidote.stream;

import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares verdicts with the requests that they answer, one by one. */
final class ChaosAudit {
    private final FakeClassifier judge =
            new FakeClassifier(GuardFixture.LABELS.names().size());
    private final long epoch;
    private final Function<ConsumerRecord<byte[], byte[]>, Verdict> decoder;

    /**
     * What was found; all but {@code requests} should be 0.
     *
     * @param requests how many were sent
     * @param lost requests without a verdict
     * @param duplicated further verdicts of the same request
     * @param outOfOrder verdicts that stand behind one of a later request, of the same source and verdict partition
     * @param altered verdicts of another key, timestamp, header, label, status or bundle than their request calls for
     */
    record Findings(int requests, int lost, int duplicated, int outOfOrder, int altered) {
        static Findings flawless(int requests) {
            return new Findings(requests, 0, 0, 0, 0);
        }
    }

    ChaosAudit(long epoch, Function<ConsumerRecord<byte[], byte[]>, Verdict> decoder) {
        this.epoch = epoch;
        this.decoder = decoder;
    }

    /** Looks at the verdicts, in the order of each partition, on requests 0 to {@code requests} - 1. */
    Findings of(int requests, List<ConsumerRecord<byte[], byte[]>> verdicts) {
        BitSet answered = new BitSet(requests);
        Map<List<Integer>, Integer> latest = new HashMap<>(); // by verdict partition and source partition
        int duplicated = 0;
        int outOfOrder = 0;
        int altered = 0;
        for (ConsumerRecord<byte[], byte[]> record : verdicts) {
            Verdict verdict = decoder.apply(record);
            ChaosRequest request =
                    new ChaosRequest(Integer.parseInt(verdict.getId().substring(1)), epoch);
            duplicated += answered.get(request.number()) ? 1 : 0;
            answered.set(request.number());
            int before = latest.merge(List.of(record.partition(), request.partition()), request.number(), Math::max);
            outOfOrder += before > request.number() ? 1 : 0;
            altered += request.isKeptIn(record) && isRight(verdict, request) ? 0 : 1;
        }
        int lost = requests - answered.get(0, requests).cardinality();
        int invented = answered.length() > requests
                ? answered.get(requests, answered.length()).cardinality()
                : 0;
        return new Findings(requests, lost, duplicated, outOfOrder, altered + invented);
    }

    private boolean isRight(Verdict verdict, ChaosRequest request) {
        return verdict.getId().equals(request.id())
                && verdict.getStatus() == VerdictStatus.JUDGED
                && GuardFixture.LABELS
                        .names()
                        .get(judge.labelOf(request.text()))
                        .equals(verdict.getLabel())
                && GuardFixture.BUNDLE.equals(verdict.getBundle());
    }
}
