package io.portcullis.wiring.configuration;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where everything is kept. */
public sealed interface StoreConfiguration {

    /** PostgreSQL started by the server itself. */
    record Embedded(Path directory) implements StoreConfiguration {}

    /** PostgreSQL run by somebody else. */
    record Given(String url, Optional<String> user, Optional<Path> passwordFile)
            implements StoreConfiguration {

        /** For people: without the driver's options. */
        public String shown() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }

        boolean holdsPassword() {
            int query = url.indexOf('?');
            return query >= 0 && PASSWORD.matcher(url.substring(query)).find();
        }
    }

    /** Options of the driver that are secrets. */
    Pattern PASSWORD = Pattern.compile("(?i)[?&](ssl)?password=");
}
