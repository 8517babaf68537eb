package dev.antidote.config;

/**
 * What becomes of what cannot be judged, by the topic that it came from. Written as one word for all topics, or as a section with a
 * word for each; of flags and environment variables one for a single topic wins over one for all.
 *
 * @param requests of a request
 * @param probes of a probe: its outcome has no label, or {@link FailurePolicy#PARK parked} it has none at all
 */
public record FailurePolicies(FailurePolicy requests, FailurePolicy probes) {
    /** What is not configured. */
    public static final FailurePolicies DEFAULTS = all(FailurePolicy.FAIL_CLOSED);

    /** One policy for every topic. */
    public static FailurePolicies all(FailurePolicy policy) {
        return new FailurePolicies(policy, policy);
    }

    static FailurePolicies read(Section root, String key) {
        FailurePolicies general = root.isSection(key) ? DEFAULTS : all(root.oneOf(key, FailurePolicy.FAIL_CLOSED));
        Section topics = root.sectionOrNone(key);
        FailurePolicy requests = topics.oneOf("requests", general.requests);
        FailurePolicy probes = topics.oneOf("probes", general.probes);
        return new FailurePolicies(requests, probes);
    }
}
