package dev.antidote.retrain.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * The JDBC address of a store.
 *
 * @param address as it is configured
 */
record StoreUrl(String address) {
    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";

    boolean isH2() {
        return address.startsWith(H2);
    }

    /** For messages: without parameters, which may hold secrets. */
    String shown() {
        return address.split("[?;]", 2)[0];
    }

    /** An address that does not make a new H2 file where there is none. */
    String existingOnly() {
        return isH2() ? address + ";IFEXISTS=TRUE" : address;
    }

    /** Bounds on waiting that the drivers do not have by themselves; what the address says wins. */
    Map<String, String> properties() {
        return isH2()
                ? Map.of()
                : Map.of(
                        "ApplicationName", "antidote",
                        "connectTimeout", "5",
                        "loginTimeout", "10",
                        "socketTimeout", "60",
                        "tcpKeepAlive", "true");
    }

    /**
     * Makes the directory of an H2 file, for this user only: the texts in it are other people's.
     *
     * @throws StoreException if it cannot be made
     */
    void makeDirectory() {
        Optional<Path> directory = directory();
        if (directory.isEmpty() || Files.isDirectory(directory.get())) {
            return;
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(directory.get(), mine);
        } catch (IOException e) {
            throw StoreException.lasting(
                    "the directory of the sample store, " + directory.get()
                            + ", cannot be made; check store.url and the permissions",
                    e);
        }
    }

    /** Where an H2 file lies; empty for other stores. */
    private Optional<Path> directory() {
        if (!address.startsWith(H2_FILE)) {
            return Optional.empty();
        }
        String file = shown().substring(H2_FILE.length());
        String absolute = file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
        try {
            return Optional.ofNullable(Path.of(absolute).toAbsolutePath().getParent());
        } catch (InvalidPathException e) {
            throw StoreException.lasting("store.url: '" + file + "' is not a path: " + e.getReason(), e);
        }
    }
}
