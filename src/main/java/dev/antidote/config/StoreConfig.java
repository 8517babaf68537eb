package dev.antidote.config;

import java.time.Duration;
import java.util.Locale;

/**
 * Where flagged samples and their reviews are kept, and how much of them goes into training.
 *
 * @param url a JDBC address, {@code jdbc:h2:...} or {@code jdbc:postgresql:...}, without a password
 * @param user may be empty
 * @param password may be empty; shown nowhere
 * @param retention how long a sample is kept after it was last seen and last reviewed, 1h..87600h
 * @param maxSourceShare the largest share of the training feed that samples of one source may have, above 0 up to 1
 * @param maxReviewerShare the same of one reviewer's samples
 */
public record StoreConfig(
        String url, String user, String password, Duration retention, double maxSourceShare, double maxReviewerShare) {
    /** What is not configured: a file of this user. */
    public static final StoreConfig DEFAULTS =
            new StoreConfig("jdbc:h2:file:~/.local/share/antidote/samples", "", "", Duration.ofDays(180), 0.25, 1);

    public StoreConfig {
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url: is neither jdbc:h2:... nor jdbc:postgresql:...");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException(
                    "url: holds a password; put it into the environment variable ANTIDOTE_STORE_PASSWORD");
        }
        Checks.between("retention", retention, Duration.ofHours(1), Duration.ofDays(3650));
        requireShare("maxSourceShare", maxSourceShare);
        requireShare("maxReviewerShare", maxReviewerShare);
    }

    private static void requireShare(String key, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 0 (excluded) to 1");
        }
    }

    static StoreConfig read(Section section) {
        String url = section.text("url", DEFAULTS.url);
        String user = section.possiblyEmptyText("user", DEFAULTS.user);
        String password = section.possiblyEmptyText("password", DEFAULTS.password);
        Duration retention = section.duration("retention", DEFAULTS.retention);
        double source = section.decimal("maxSourceShare").orElse(DEFAULTS.maxSourceShare);
        double reviewer = section.decimal("maxReviewerShare").orElse(DEFAULTS.maxReviewerShare);
        return section.build(() -> new StoreConfig(url, user, password, retention, source, reviewer));
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "StoreConfig[url=" + url + ", user=" + user + ", retention=" + Durations.format(retention)
                + ", maxSourceShare=" + maxSourceShare + ", maxReviewerShare=" + maxReviewerShare + "]";
    }
}
