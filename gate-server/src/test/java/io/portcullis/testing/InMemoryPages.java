package io.portcullis.testing;

import io.portcullis.port.store.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Cuts what is in memory into pages. */
final class InMemoryPages {

    private InMemoryPages() {}

    static <T> Page<T> cut(List<T> all, Function<T, UUID> id, String token, int size) {
        if (size < 1 || size > Page.SIZE_MAX) {
            throw new IllegalArgumentException("pageSize is " + size + "; must be 1 to 200");
        }
        int from = token.isEmpty() ? 0 : after(all, id, UUID.fromString(token));
        var rest = all.subList(from, all.size());
        if (rest.size() <= size) {
            return new Page<>(rest, "");
        }
        var items = rest.subList(0, size);
        return new Page<>(items, id.apply(items.getLast()).toString());
    }

    private static <T> int after(List<T> all, Function<T, UUID> id, UUID last) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(last)) {
                return i + 1;
            }
        }
        return all.size();
    }
}
