package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.ChildJvm;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.LocalPages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port of a command in a process of its own, on 127.0.0.1 where it found one free. */
final class ChildPort {
    private static final Pattern SAID = Pattern.compile("metrics on (http://127\\.0\\.0\\.1:[0-9]+)/metrics");

    private final String address;

    /** Of a process that has said where its port is. */
    ChildPort(ChildJvm child) {
        Matcher said = SAID.matcher(child.toString());
        assertThat(said.find()).as("%s", child).isTrue();
        this.address = said.group(1);
    }

    Exposition metrics() throws IOException, InterruptedException {
        return Exposition.parse(get("/metrics").body());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return LocalPages.get(URI.create(address + path));
    }
}
