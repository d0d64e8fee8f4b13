package io.portcullis.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a probe asks, and which answer is fit. */
public sealed interface ProbeTarget {

    /** For people; without arguments and environment, which may be private. */
    String shown();

    /**
     * One request, over a fresh connection, redirects not followed.
     *
     * @param url http or https
     * @param statuses fit ones, at least one
     * @param contains what the first MiB of the body must contain; null for anything
     * @param expiresInMin how long the certificate must still be valid; zero for not looked at
     * @param caFile PEM file of the authorities trusted instead of the usual ones
     */
    record Http(
            URI url,
            SortedSet<Integer> statuses,
            @Nullable String contains,
            Duration expiresInMin,
            @Nullable Path caFile)
            implements ProbeTarget {

        public Http {
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "target must be an http or https URL with a host");
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "target has a user in its URL; it would be shown to everybody: leave it"
                                + " out");
            }
            if (statuses.isEmpty()) {
                throw new IllegalArgumentException("statuses is empty; must have one");
            }
            statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
        }

        /**
         * @throws IllegalArgumentException says why, without the text: it may hold secrets
         */
        public static URI url(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("target is no URL: " + e.getReason());
            }
        }

        @Override
        public String shown() {
            return url.getScheme() + "://" + url.getAuthority() + url.getPath();
        }
    }

    /**
     * The standard gRPC health service.
     *
     * @param service asked about; empty for the server as a whole
     * @param caFile PEM file of the authorities trusted instead of the usual ones
     */
    record Grpc(HostPort at, String service, Transport transport, @Nullable Path caFile)
            implements ProbeTarget {
        @Override
        public String shown() {
            return at + (service.isEmpty() ? "" : "/" + service);
        }
    }

    /** Whether the gRPC server speaks TLS. */
    enum Transport {
        TLS,
        PLAIN_TEXT
    }

    /** Whether a connection is accepted. */
    record Tcp(HostPort at) implements ProbeTarget {
        @Override
        public String shown() {
            return at.toString();
        }
    }

    /**
     * A name, asked at each name server of its zone, and whether the zone is delegated to them.
     *
     * @param name asked for
     * @param type such as A, AAAA, CNAME, MX, TXT
     * @param zone the name is in
     * @param expected each answered record must be one of these; empty for any
     * @param delegation names of the name servers the parent must delegate to; empty for any
     * @param resolvers where names are looked up; empty for those of the machine
     * @param nameServers asked instead of those the parent delegates to; empty for those
     * @param port of the name servers found by delegation
     * @param expiresInMin how long signatures and registration must still be valid; zero for not
     *     looked at
     * @param registration URL of the zone's RDAP record, which tells when its registration ends
     */
    record Dns(
            String name,
            String type,
            String zone,
            SortedSet<String> expected,
            SortedSet<String> delegation,
            List<HostPort> resolvers,
            List<HostPort> nameServers,
            int port,
            Duration expiresInMin,
            @Nullable URI registration)
            implements ProbeTarget {

        public static final int PORT_DEFAULT = 53;

        public Dns {
            name = plain(name);
            zone = plain(zone);
            if (!name.equals(zone) && !name.endsWith("." + zone)) {
                throw new IllegalArgumentException(
                        "zone is " + zone + "; must be an ending of the name " + name);
            }
            expected = plain(expected);
            delegation = plain(delegation);
            resolvers = List.copyOf(resolvers);
            nameServers = List.copyOf(nameServers);
        }

        private static SortedSet<String> plain(SortedSet<String> names) {
            var all = new TreeSet<String>();
            names.forEach(name -> all.add(plain(name)));
            return Collections.unmodifiableSortedSet(all);
        }

        /** Lower case, without the final full stop: as two ways of writing one name are equal. */
        public static String plain(String name) {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }

        @Override
        public String shown() {
            return name + " " + type;
        }
    }

    /**
     * A program that ends with 0 when what it checked is fit. No shell; an environment of its own; an
     * empty working folder that is deleted with everything in it; killed with everything it started
     * at the time-out, or when it writes too much.
     *
     * @param command program, as an absolute path, and arguments
     * @param environment beside PATH, HOME and LANG
     * @param outputBytesMax most it may write to both outputs together
     */
    record Command(List<String> command, SortedMap<String, String> environment, int outputBytesMax)
            implements ProbeTarget {

        public static final int OUTPUT_BYTES_MAX = 1 << 20;

        public Command {
            command = List.copyOf(command);
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            if (command.isEmpty() || !Path.of(command.getFirst()).isAbsolute()) {
                throw new IllegalArgumentException(
                        "command is '%s'; must begin with the absolute path of a program"
                                .formatted(command.isEmpty() ? "" : command.getFirst()));
            }
            if (outputBytesMax < 1 || outputBytesMax > OUTPUT_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "outputBytesMax is %d; must be 1 to %d"
                                .formatted(outputBytesMax, OUTPUT_BYTES_MAX));
            }
        }

        /** Arguments and environment may be private. */
        @Override
        public String toString() {
            return "Command[program=%s, arguments=%d]".formatted(program(), command.size() - 1);
        }

        public Path program() {
            return Path.of(command.getFirst());
        }

        @Override
        public String shown() {
            return command.getFirst();
        }
    }
}
