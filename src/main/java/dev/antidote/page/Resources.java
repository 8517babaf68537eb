package dev.antidote.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What a page is made of, from the class path. */
final class Resources {
    private static final String CHART_PROPERTIES = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private Resources() {}

    /** A text beside a class. */
    static String read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text beside a class, or nothing. */
    static String readIfThere(Class<?> owner, String name) {
        return owner.getResource(name) == null ? "" : read(owner, name);
    }

    /** The version of Chart.js, as its own jar says. */
    static String chartVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read(Resources.class, CHART_PROPERTIES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    /** Chart.js without the comment that makes browsers look for its source map: the page loads nothing. */
    static String chartScript() {
        String path = String.format("/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js", chartVersion());
        return read(Resources.class, path).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }
}
