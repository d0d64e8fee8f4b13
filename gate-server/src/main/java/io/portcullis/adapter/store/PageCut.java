package io.portcullis.adapter.store;

import io.portcullis.port.store.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where a page of things begins and ends, newest first. The token is the id of the last thing seen:
 * ids made later are greater.
 */
final class PageCut {

    private static final UUID NEWEST = new UUID(-1L, -1L);

    private final UUID before;
    private final int size;

    PageCut(String token, int size) {
        if (size < 1 || size > Page.SIZE_MAX) {
            throw new IllegalArgumentException(
                    "pageSize is " + size + "; must be between 1 and " + Page.SIZE_MAX);
        }
        this.before = token.isEmpty() ? NEWEST : id(token);
        this.size = size;
    }

    /** Things of the page are older than this. */
    UUID before() {
        return before;
    }

    /** One more than the page holds, to know whether there is another. */
    int sizeAndOne() {
        return size + 1;
    }

    <T> Page<T> page(List<T> found, Function<T, UUID> id) {
        if (found.size() <= size) {
            return new Page<>(found, "");
        }
        var items = found.subList(0, size);
        return new Page<>(items, id.apply(items.getLast()).toString());
    }

    private static UUID id(String token) {
        try {
            return UUID.fromString(token);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "pageToken is '" + token + "'; must be one that an earlier page gave", e);
        }
    }
}
