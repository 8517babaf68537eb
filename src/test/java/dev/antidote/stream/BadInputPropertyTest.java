package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Whatever bytes come, in every format: one answer a record, either a judgement or a dead letter, and each is counted. */
class BadInputPropertyTest {
    private static final String TEXT = "some text to break";

    /**
     * A record.
     *
     * @param probe whether it comes as a probe
     * @param key of the record; may be null
     * @param noise the value, where nothing valid is broken; may be null
     * @param place which byte of a valid value is broken; -1 sends the noise
     * @param flip how
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Input(boolean probe, byte @Nullable [] key, byte @Nullable [] noise, int place, byte flip) {}

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEveryRecordOnce(@ForAll("formats") String format, @ForAll("inputs") List<Input> inputs) {
        // Parked, what cannot be judged has no other answer than its letter.
        try (GuardDriver guard = new GuardDriver(Map.of("requests.format", format, "onFailure", "park"))) {
            inputs.forEach(
                    input -> guard.send(input.probe ? "probes" : "requests", input.key, value(guard, format, input)));

            List<TestRecord<byte[], byte[]>> letters = guard.all("dead-letters");
            int judged =
                    guard.all("verdicts").size() + guard.all("probe-outcomes").size();
            assertThat(letters.size() + judged).isEqualTo(inputs.size());
            assertThat(guard.counted()).isEqualTo(inputs.size());
            assertThat(letters.stream().map(BadInputPropertyTest::place)).doesNotHaveDuplicates();
        }
    }

    private static byte @Nullable [] value(GuardDriver guard, String format, Input input) {
        if (input.place < 0) {
            return input.noise;
        }
        byte[] broken = valid(guard, format, input.probe);
        broken[input.place % broken.length] ^= input.flip;
        return broken;
    }

    private static byte[] valid(GuardDriver guard, String format, boolean probe) {
        if (probe) {
            return GuardFixture.probe(guard.config(), "p1", TEXT, "ok", "abuse");
        }
        return switch (format) {
            case "avro" -> GuardFixture.request(guard.config(), "r1", TEXT);
            case "json" -> ("{\"id\":\"r1\",\"text\":\"" + TEXT + "\"}").getBytes(StandardCharsets.UTF_8);
            default -> TEXT.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String place(TestRecord<byte[], byte[]> letter) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of(DeadLetters.TOPIC, DeadLetters.PARTITION, DeadLetters.OFFSET)) {
            parts.add(new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8));
        }
        return String.join("-", parts);
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("avro", "json", "text");
    }

    @Provide
    Arbitrary<List<Input>> inputs() {
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(80).injectNull(0.1);
        Arbitrary<Input> input = Combinators.combine(
                        Arbitraries.of(true, false),
                        bytes,
                        bytes,
                        Arbitraries.integers().between(-100, 100),
                        Arbitraries.bytes())
                .as(Input::new);
        return input.list().ofMinSize(20).ofMaxSize(60);
    }
}
