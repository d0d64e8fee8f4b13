package io.portcullis.kernel.analysis.statistics;

import java.nio.ByteBuffer;

/** Reads what {@link StateWriter} wrote, in the same order. */
public final class StateReader {

    private final ByteBuffer buffer;

    public StateReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes.clone());
    }

    public int readInt() {
        return buffer.getInt();
    }

    public long readLong() {
        return buffer.getLong();
    }

    public double readDouble() {
        return buffer.getDouble();
    }

    public boolean readBoolean() {
        return buffer.get() != 0;
    }

    public long readCompactLong() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = buffer.get();
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    public int readSigned() {
        long coded = readCompactLong();
        return (int) ((coded >>> 1) ^ -(coded & 1));
    }

    public double readCompactDouble() {
        long coded = readCompactLong();
        return coded == 1 ? readDouble() : coded >>> 1;
    }

    public void read(double[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] = readDouble();
        }
    }

    public void read(long[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] = readLong();
        }
    }

    public void read(int[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] = readInt();
        }
    }

    /**
     * Ends reading.
     *
     * @throws IllegalArgumentException when bytes are left: they belong to another plan or version
     */
    public void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException(
                    "snapshot has " + buffer.remaining() + " bytes too many for this plan");
        }
    }
}
