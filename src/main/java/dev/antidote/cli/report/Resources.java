package dev.antidote.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the page is made of, from the class path. */
final class Resources {
    private static final String CHART_PROPERTIES = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private Resources() {}

    /** A text beside this class. */
    static String own(String name) {
        return read("/dev/antidote/cli/report/" + name);
    }

    /** The version of Chart.js, as its own jar says. */
    static String chartVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read(CHART_PROPERTIES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    /** Chart.js without the comment that makes browsers look for its source map: the page loads nothing. */
    static String chartScript() {
        return read(String.format("/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js", chartVersion()))
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    private static String read(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
