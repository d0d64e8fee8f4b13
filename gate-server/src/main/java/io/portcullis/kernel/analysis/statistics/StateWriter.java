package io.portcullis.kernel.analysis.statistics;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes state as bytes, numbers bit for bit. */
public final class StateWriter {

    private static final int INITIAL_BYTES = 4096;

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
