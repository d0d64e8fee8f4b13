package io.portcullis.kernel.analysis.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes state as bytes, numbers bit for bit. */
public final class StateWriter {

    private static final int INITIAL_BYTES = 4096;

    private static final long WHOLE_MAX = 1L << 52;

    private ByteBuffer buffer = ByteBuffer.allocate(INITIAL_BYTES);

    public void write(int value) {
        room(Integer.BYTES).putInt(value);
    }

    public void write(long value) {
        room(Long.BYTES).putLong(value);
    }

    public void write(double value) {
        room(Double.BYTES).putDouble(value);
    }

    public void write(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
    }

    public void write(double[] values) {
        for (double value : values) {
            write(value);
        }
    }

    public void write(long[] values) {
        for (long value : values) {
            write(value);
        }
    }

    public void write(int[] values) {
        for (int value : values) {
            write(value);
        }
    }

    /** A number that is small and whole most of the time: seven bits a byte, lowest first. */
    public void writeCompact(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            room(1).put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        room(1).put((byte) rest);
    }

    /** A number near 0 of either sign. */
    public void writeSigned(int value) {
        writeCompact(((long) value << 1) ^ (value >> (Integer.SIZE - 1)));
    }

    /** An exposure: twice its value when that is small and whole, else 1 and its bits. */
    public void writeCompact(double value) {
        long whole = (long) value;
        if (whole == value && whole >= 0 && whole < WHOLE_MAX) {
            writeCompact(whole << 1);
        } else {
            writeCompact(1L);
            write(value);
        }
    }

    public byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer =
                    ByteBuffer.allocate(Math.multiplyExact(buffer.capacity(), 2))
                            .put(buffer.flip());
        }
        return buffer;
    }
}
