package dev.antidote.stream;

import java.util.List;

/**
 * What provisioning found and did; full topic names.
 *
 * @param created did not exist
 * @param unchanged existed as described
 * @param differences one line for each thing that differs from its description, which nothing changes
 */
public record TopicReport(List<String> created, List<String> unchanged, List<String> differences) {
    public TopicReport {
        created = List.copyOf(created);
        unchanged = List.copyOf(unchanged);
        differences = List.copyOf(differences);
    }
}
