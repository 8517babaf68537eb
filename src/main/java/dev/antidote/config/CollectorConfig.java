package dev.antidote.config;

/**
 * What {@code antidote collect} takes into the sample store.
 *
 * @param sourceHeader the header of a request that names who sent it; where empty, the record's key does
 * @param maxPerSource the most unreviewed samples of one source, 1..1000000; more are dropped and counted
 * @param maxUnreviewed the most unreviewed samples of all sources together, not below {@code maxPerSource}, up to 10000000; more
 *     are dropped and counted
 */
public record CollectorConfig(String sourceHeader, int maxPerSource, int maxUnreviewed) {
    /** What is not configured. */
    public static final CollectorConfig DEFAULTS = new CollectorConfig("", 500, 100_000);

    public CollectorConfig {
        Checks.between("maxPerSource", maxPerSource, 1, 1_000_000);
        Checks.between("maxUnreviewed", maxUnreviewed, maxPerSource, 10_000_000);
    }

    static CollectorConfig read(Section section) {
        String sourceHeader = section.possiblyEmptyText("sourceHeader", DEFAULTS.sourceHeader);
        int maxPerSource = section.integer("maxPerSource", DEFAULTS.maxPerSource);
        int maxUnreviewed = section.integer("maxUnreviewed", DEFAULTS.maxUnreviewed);
        return section.build(() -> new CollectorConfig(sourceHeader, maxPerSource, maxUnreviewed));
    }
}
