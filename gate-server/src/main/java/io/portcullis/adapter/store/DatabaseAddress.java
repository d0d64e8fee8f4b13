package io.portcullis.adapter.store;

/**
 * Where a PostgreSQL database is and how to get in.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's options if any
 * @param user role that owns, or may create, the schema {@code portcullis}
 * @param password empty when the database asks for none
 */
public record DatabaseAddress(String url, String user, String password) {

    private static final String PREFIX = "jdbc:postgresql:";

    public DatabaseAddress {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "store url is '" + url + "'; must begin with " + PREFIX);
        }
    }

    @Override
    public String toString() {
        return "database of " + user;
    }
}
