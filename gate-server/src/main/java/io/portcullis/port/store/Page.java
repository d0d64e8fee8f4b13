package io.portcullis.port.store;

import java.util.List;

/**
 * Part of a long answer.
 *
 * @param nextToken what to ask the next part with; empty when this is the last
 */
public record Page<T>(List<T> items, String nextToken) {

    /** Most items of one page. */
    public static final int SIZE_MAX = 200;

    public Page {
        items = List.copyOf(items);
    }
}
