package dev.antidote.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of this build's own, from an archive on the class path, on a free port of the loopback interface.
 *
 * <p>PostgreSQL refuses to run as root. Where the build does, the server runs as {@code nobody}, by {@code setpriv} of util-linux,
 * which needs no rights that containers lack.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";

    private final Path home;
    private final int port;
    private int databases;

    private PostgresServer(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Unpacks and starts one; takes a few seconds. */
    public static PostgresServer start() throws IOException {
        Path home = Files.createTempDirectory("antidote-postgres-");
        PostgresServer server = new PostgresServer(home, freePort());
        try {
            server.unpack();
            server.giveAway();
            server.run(
                    "initdb", "-A", "trust", "-U", USER, "-E", "UTF-8", "--locale=C", "--no-sync", "-D", server.data());
            server.startAgain();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The user whom it trusts without a password. */
    public String user() {
        return USER;
    }

    /** Makes an empty database, and says its address. */
    public String newDatabase() throws SQLException {
        String name = "t" + databases++;
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return url(name);
    }

    /** Stops it without asking its clients; their connections break. */
    public void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
    }

    /** Starts it on the same port and data. */
    public void startAgain() throws IOException {
        String options = "-p " + port + " -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                + "/data";
        run(
                "pg_ctl",
                "-D",
                data(),
                "-o",
                options,
                "-l",
                home.resolve("data").resolve("log.txt").toString(),
                "-w",
                "start");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void unpack() throws IOException {
        try (InputStream archive = Objects.requireNonNull(
                        PostgresServer.class.getResourceAsStream(archive()), "no PostgreSQL for this platform");
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry);
            }
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if (isPosix() && (entry.getMode() & 0100) != 0) {
                Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_READ);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(target, permissions);
            }
        }
    }

    private static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        String platform = system.contains("win") && !system.contains("darwin")
                ? "windows"
                : system.contains("mac") ? "darwin" : "linux";
        return "/postgres-" + platform + "-" + processor + ".txz";
    }

    private void giveAway() throws IOException {
        Files.createDirectories(home.resolve("data"));
        if (isRoot()) {
            execute(List.of("chmod", "-R", "a+rX", home.toString()));
            execute(List.of("chown", "-R", "nobody", data()));
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void execute(List<String> command) throws IOException {
        Path output = home.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        if (!awaitEnd(process) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
    }

    private static boolean awaitEnd(Process process) throws IOException {
        try {
            return process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isPosix() {
        return !System.getProperty("os.name").startsWith("Windows");
    }

    private static boolean isRoot() {
        return isPosix() && System.getProperty("user.name").equals("root");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(home.resolve("data").resolve("postmaster.pid"))) {
            stop();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
