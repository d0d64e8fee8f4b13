package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.app.environment.JudgeEnvironment;

import jakarta.inject.Singleton;

/** What watches the world. */
@Factory
final class EnvironmentFactory {

    @Singleton
    JudgeEnvironment judgeEnvironment() {
        return JudgeEnvironment.NOTHING_WATCHED;
    }
}
