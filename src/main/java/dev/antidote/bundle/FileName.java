package dev.antidote.bundle;

import java.nio.file.Path;

/** The names that files of a bundle may have: relative, inside the bundle, the same on every platform. */
final class FileName {
    private static final int MAX_LENGTH = 255;

    private FileName() {}

    /** Returns the name if it stays inside the bundle, and complains otherwise. */
    static String require(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || isReserved(name)) {
            throw refused(name);
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':')) {
            throw refused(name);
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw refused(name);
            }
        }
        return name;
    }

    /** Whether it is the name of a file that no manifest vouches for: the manifest's own, and its signature's. */
    static boolean isReserved(String name) {
        return name.equals(GuardBundle.MANIFEST) || name.equals(GuardBundle.SIGNATURE);
    }

    /** The name of a file below a bundle's directory, with forward slashes on every platform. */
    static String of(Path bundle, Path file) {
        StringBuilder name = new StringBuilder();
        for (Path segment : bundle.relativize(file)) {
            name.append(name.isEmpty() ? "" : "/").append(segment);
        }
        return name.toString();
    }

    private static IllegalArgumentException refused(String name) {
        return new IllegalArgumentException("files: \"" + printable(name) + "\" is no name of a file inside a bundle");
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
