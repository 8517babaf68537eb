package dev.antidote.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as one HTML page that is complete in itself: template, style, Chart.js, the report's JSON as a data island, and the
 * script that plots it. A report shows texts of an attacker: whoever fills the template escapes them ({@link Html}), and a content
 * security policy lets nothing run but the two scripts that this class put in, and loads nothing
 * (docs/adr/0003-chart-js-for-plots.md).
 */
public final class Page {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private final Class<?> owner;
    private final String name;

    /**
     * A page.
     *
     * @param owner the class beside which the resources {@code name.html}, {@code name.js} and, if it has a style of its own,
     *     {@code name.css} are
     */
    public Page(Class<?> owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /**
     * Fills the template.
     *
     * @param parts markup by the name of its placeholder; style, scripts, their hashes and the JSON are put in here
     * @param json the report, for the page's script
     * @return UTF-8 text, for a file
     */
    public byte[] write(Map<String, String> parts, String json) {
        Map<String, String> all = new HashMap<>(parts);
        String library = Html.program(Resources.chartScript());
        String script = Html.program(Resources.read(Page.class, "page.js") + Resources.read(owner, name + ".js"));
        all.put("style", Resources.read(Page.class, "page.css") + Resources.readIfThere(owner, name + ".css"));
        all.put("json", Html.dataIsland(json));
        all.put("chartVersion", Html.escape(Resources.chartVersion()));
        all.put("chartLibrary", library);
        all.put("script", script);
        all.put("scriptHashes", hash(library) + " " + hash(script));
        return PLACEHOLDER
                .matcher(Resources.read(owner, name + ".html"))
                .replaceAll(match ->
                        Matcher.quoteReplacement(Objects.requireNonNull(all.get(match.group(1)), match.group(1))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
