package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.relay.NodeView;
import io.portcullis.port.StoreUnreadable;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.RandomValues;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NodeViewFormatTest {

    @ForAllSeeds(50)
    void readsWhatWasWritten(long seed) {
        var view = new RandomValues(seed).of(NodeView.class);

        assertThat(NodeViewFormat.read(NodeViewFormat.write(view))).isEqualTo(view);
    }

    @ForAllSeeds(50)
    void saysThatDamagedBytesCannotBeRead(long seed) {
        var bytes = NodeViewFormat.write(new RandomValues(seed).of(NodeView.class));
        var cut = Arrays.copyOf(bytes, new Random(seed).nextInt(bytes.length - 5));

        assertThatThrownBy(() -> NodeViewFormat.read(cut)).isInstanceOf(StoreUnreadable.class);
    }

    @Test
    void refusesOtherFormats() {
        assertThatThrownBy(() -> NodeViewFormat.read(new byte[] {2, 0}))
                .isInstanceOf(StoreUnreadable.class);
    }
}
