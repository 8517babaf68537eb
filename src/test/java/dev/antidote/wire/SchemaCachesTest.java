package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaCachesTest {
    private static final Schema INT = SchemaBuilder.builder().intType();
    private static final Schema LONG = SchemaBuilder.builder().longType();

    private final MockSchemaRegistry registry = new MockSchemaRegistry();

    @Test
    void shouldForgetWhatWasUsedLongestAgo() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(2);
        cache.keep(1, "a");
        cache.keep(2, "b");
        cache.find(1);
        cache.keep(3, "c");

        assertThat(cache.find(1)).contains("a");
        assertThat(cache.find(2)).isEmpty();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheFirstOfTwoValuesComputedAtOnce() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(2);

        assertThat(cache.keep(1, "a")).isEqualTo("a");
        assertThat(cache.keep(1, "b")).isEqualTo("a");
    }

    @Test
    void shouldBelieveOnlyBrieflyWhichVersionIsNewest() {
        SettableClock clock = new SettableClock(WireSamples.NOON);
        CachingSchemaRegistry cache = new CachingSchemaRegistry(registry, 10, Duration.ofSeconds(5), clock);
        registry.register("s", INT);
        assertThat(cache.latest("s").orElseThrow().schema()).isEqualTo(INT);
        registry.register("s", LONG);

        clock.advance(Duration.ofMillis(4999));
        assertThat(cache.latest("s").orElseThrow().version()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.latest("s").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void shouldNumberSchemasAndVersionsAsARegistryDoes() {
        int first = registry.register("a", INT);
        int again = registry.register("a", INT);
        int elsewhere = registry.register("b", INT);
        int other = registry.register("a", LONG);

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(registry.lookUp("b", LONG)).isEmpty();
        assertThat(registry.lookUp("a", LONG)).hasValue(other);
        assertThat(registry.latest("a")).contains(new RegisteredSchema(other, 2, LONG));
        assertThat(registry.byId(0)).isEmpty();
    }

    @Test
    void shouldShareAScopeUntilItIsDropped() {
        MockSchemaRegistry.scope("caches-test").register("s", INT);

        assertThat(MockSchemaRegistry.scope("caches-test").latest("s")).isPresent();
        MockSchemaRegistry.drop("caches-test");
        assertThat(MockSchemaRegistry.scope("caches-test").latest("s")).isEmpty();
        MockSchemaRegistry.drop("caches-test");
    }

    @Test
    void shouldKeepRecordsFromAskingAMockRegistryEachTime() {
        MockSchemaRegistry.scope("caches-test").register("s", INT);
        SchemaRegistryClient client = SchemaRegistries.of(Map.of("schema.registry.url", "mock://caches-test"));
        int id = client.register("t", INT);
        MockSchemaRegistry shared = MockSchemaRegistry.scope("caches-test");
        shared.register("t", LONG);

        assertThat(client).isInstanceOf(CachingSchemaRegistry.class);
        assertThat(client.register("t", INT)).isEqualTo(id);
        assertThat(client.latest("t")).isEqualTo(shared.latest("t"));
        assertThat(client.latest("u")).isEmpty();
        shared.register("u", LONG);
        assertThat(client.latest("u")).isPresent();
        MockSchemaRegistry.drop("caches-test");
    }
}
