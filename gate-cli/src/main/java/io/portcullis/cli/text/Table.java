package io.portcullis.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that line up. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row; it has as many cells as the head. */
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "row has " + cells.length + " cells; must be " + rows.getFirst().size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Whether there is only a head. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** One line a row, the head first. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column));
            if (column < row.size() - 1) {
                line.append(" ".repeat(width(column) - row.get(column).length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
