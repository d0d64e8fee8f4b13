package io.portcullis.adapter.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.adapter.pack.PackFiles;
import io.portcullis.v1.GetPackRequest;
import io.portcullis.v1.GetPackResponse;
import io.portcullis.v1.ListPacksRequest;
import io.portcullis.v1.ListPacksResponse;
import io.portcullis.v1.PackSummary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackServiceTest {

    private final PackService service = new PackService(PackFiles.packs());
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void listsEveryPack() {
        var answers = new ArrayList<ListPacksResponse>();

        service.listPacks(ListPacksRequest.getDefaultInstance(), into(answers));

        assertThat(answers.getFirst().getPacksList())
                .extracting(PackSummary::getPack)
                .containsExactlyElementsOf(PackFiles.packs().keySet());
    }

    @Test
    void givesAllThatAPackSays() {
        for (var pack : PackFiles.packs().values()) {
            var wire = get(pack.name());

            assertThat(wire.getTitle()).isEqualTo(pack.title());
            assertThat(wire.getSignalsCount()).isEqualTo(pack.signals().size());
            assertThat(wire.getHealthRulesCount()).isEqualTo(pack.health().size());
        }
        var subscribe = get("livekit").getSignals(0);
        assertThat(subscribe.getRung()).isEqualTo("a");
        assertThat(subscribe.getSeries(1).getPart()).isEqualTo("settled");
        assertThat(subscribe.getSeries(1).getType()).isEqualTo("COUNTER");
        assertThat(subscribe.getSeries(1).getLazy()).isTrue();
        var alarm = get("rabbitmq").getHealthRules(0);
        assertThat(alarm.getAbsent()).isEqualTo("UNFIT");
        assertThat(alarm.getUnfitAbove()).isTrue();
    }

    @Test
    void saysThatThereIsNoSuchPack() {
        var answers = new ArrayList<GetPackResponse>();

        service.getPack(GetPackRequest.newBuilder().setPack("oracle").build(), into(answers));

        assertThat(answers).isEmpty();
        assertThat(Status.fromThrowable(errors.getFirst()).getCode())
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    private io.portcullis.v1.Pack get(String name) {
        var answers = new ArrayList<GetPackResponse>();
        service.getPack(GetPackRequest.newBuilder().setPack(name).build(), into(answers));
        return answers.getFirst().getPack();
    }

    private <T> StreamObserver<T> into(List<T> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T answer) {
                answers.add(answer);
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }

            @Override
            public void onCompleted() {}
        };
    }
}
