package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.Refusal;
import dev.antidote.config.ConfigException;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.stream.GuardObserver;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.LocalPages;
import dev.antidote.testing.SettableClock;
import dev.antidote.wire.avro.Measure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private final Telemetry telemetry = TelemetryFixture.guard(new SettableClock(TelemetryFixture.NOW));

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void shouldTellWhatHappenedInPrometheusFormat() throws Exception {
        TelemetryFixture.playEverything(telemetry);

        HttpResponse<String> response = TelemetryFixture.get(telemetry, "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        Exposition metrics = Exposition.parse(response.body());
        assertThat(metrics.value("antidote_requests_total")).isEqualTo(2);
        assertThat(metrics.value("antidote_probes_total")).isEqualTo(1);
        assertThat(metrics.value("antidote_verdicts_total", "status=judged", "label=abuse"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_verdicts_total", "status=refused", "label=none"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_verdicts_total", "status=bypassed", "label=none"))
                .isZero();
        assertThat(metrics.value("antidote_probe_outcomes_total", "attack=succeeded"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_flags_total", "reason=low_margin")).isEqualTo(1);
        assertThat(metrics.value("antidote_dead_letters_total", "reason=unfit")).isEqualTo(1);
        assertThat(metrics.value("antidote_dead_letters_total", "reason=model")).isZero();
        assertThat(metrics.value("antidote_leakage_ratio_bucket", "le=0.01")).isZero();
        assertThat(metrics.value("antidote_leakage_ratio_bucket", "le=0.05")).isEqualTo(1);
        assertThat(metrics.value("antidote_leakage_ratio_sum")).isEqualTo(0.04);
        assertThat(metrics.value("antidote_ablation_ratio_count")).isEqualTo(1);
        assertThat(metrics.value("antidote_in_flight_records", "task=0_1")).isEqualTo(7);
        assertThat(metrics.value("antidote_bundle_info", "bundle=b1")).isEqualTo(1);
        assertThat(metrics.value("antidote_bundle_refusals_total", "reason=damaged"))
                .isEqualTo(1);
        assertThat(metrics.names()).anyMatch(name -> name.startsWith("jvm_memory_used_bytes"));
    }

    @Test
    void shouldMeasureBatchesAndTheEngineByBundle() {
        TelemetryFixture.playEverything(telemetry);

        Exposition metrics = Exposition.parse(telemetry.scrape());
        assertThat(metrics.value("antidote_queue_records")).isEqualTo(5);
        assertThat(metrics.value("antidote_expired_records_total")).isEqualTo(3);
        assertThat(metrics.value("antidote_batch_records_sum")).isEqualTo(4);
        assertThat(metrics.value("antidote_batch_wait_seconds_sum")).isEqualTo(0.003);
        assertThat(metrics.value("antidote_batch_run_seconds_sum")).isEqualTo(0.02);
        assertThat(metrics.value("antidote_batch_failed_records_total")).isEqualTo(1);
        assertThat(metrics.value("antidote_inference_seconds_count", "bundle=b1"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_inference_texts_total", "bundle=b1")).isEqualTo(2);
        assertThat(metrics.value("antidote_inference_tokens_total", "bundle=b1"))
                .isEqualTo(4);
        assertThat(metrics.value("antidote_inference_padding_tokens_total", "bundle=b1"))
                .isEqualTo(2);
    }

    @Test
    void shouldShowLiveRatesWithBoundsOfTheServingBundleOnly() {
        TelemetryFixture.playEverything(telemetry);
        GuardObserver guard = telemetry.observers().guard();
        String[] asr = {"measure=asr", "family=badnets", "target=ok"};
        guard.measured(TelemetryFixture.rate(
                Measure.ASR, "badnets", "ok", "b1", TelemetryFixture.NOW.minusSeconds(60), 40, 40)); // an older window

        Exposition before = Exposition.parse(telemetry.scrape());
        assertThat(before.value("antidote_live_rate_ratio", asr)).isEqualTo(0.25);
        assertThat(before.value("antidote_live_rate_lower_ratio", asr)).isEqualTo(0.125);
        assertThat(before.value("antidote_live_rate_upper_ratio", asr)).isEqualTo(0.625);
        assertThat(before.value("antidote_live_trials", asr)).isEqualTo(40);
        assertThat(before.value("antidote_live_window_end_seconds", asr))
                .isEqualTo((double) TelemetryFixture.NOW.getEpochSecond());
        assertThat(before.value("antidote_live_rate_ratio", "measure=clean_accuracy", "family=clean", "target=none"))
                .isEqualTo(0.95);
        assertThat(before.value("antidote_live_late_records_total", "measure=asr"))
                .isEqualTo(2);

        guard.swapped("b1", "b2");
        guard.measured(TelemetryFixture.rate(
                Measure.ASR, "badnets", "ok", "b1", TelemetryFixture.NOW.plusSeconds(60), 40, 40));

        Exposition after = Exposition.parse(telemetry.scrape());
        assertThat(after.with("antidote_live_rate_ratio")).isEmpty();
        assertThat(after.with("antidote_bundle_info")).containsOnlyKeys("antidote_bundle_info{bundle=b2}");
        assertThat(after.value("antidote_bundle_swaps_total")).isEqualTo(1);
    }

    @Test
    void shouldCountRefusalsByTheirKindFromZero() {
        GuardObserver guard = telemetry.observers().guard();
        guard.swapRefused(Refusal.UNKNOWN_KEY.word(), "signed with a key that is not trusted");
        guard.swapRefused(Refusal.UNKNOWN_KEY.word(), "once more");
        guard.swapRefused(Refusal.NONSENSE.word(), "failed its warm-up");
        guard.swapRefused("invented", "what no version of ours says");

        Exposition metrics = Exposition.parse(telemetry.scrape());
        assertThat(metrics.with("antidote_bundle_refusals_total")).hasSize(Refusal.values().length + 1);
        assertThat(metrics.value("antidote_bundle_refusals_total", "reason=unknown-key"))
                .isEqualTo(2);
        assertThat(metrics.value("antidote_bundle_refusals_total", "reason=nonsense"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_bundle_refusals_total", "reason=replayed"))
                .isZero();
        assertThat(metrics.value("antidote_bundle_refusals_total", "reason=other"))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheNumberOfSeriesBounded() {
        telemetry.serving("b0");
        for (int i = 0; i < 3 * RateMeters.MOST; i++) {
            telemetry.measure(TelemetryFixture.model("b" + i)).closed().run();
            telemetry
                    .observers()
                    .guard()
                    .measured(TelemetryFixture.rate(
                            Measure.ASR, "invented" + i, "ok", "b0", TelemetryFixture.NOW, 10, 1));
        }

        Exposition metrics = Exposition.parse(telemetry.scrape());
        assertThat(metrics.with("antidote_live_rate_ratio")).hasSize(RateMeters.MOST);
        assertThat(metrics.with("antidote_inference_texts_total"))
                .as("the last that was closed, so that a scrape still finds it")
                .containsOnlyKeys("antidote_inference_texts_total{bundle=b" + (3 * RateMeters.MOST - 1) + "}");
    }

    @Test
    void shouldKeepTheMetersOfABundleThatComesBack() {
        Runnable first = telemetry.measure(TelemetryFixture.model("b1")).closed();
        Runnable second = telemetry.measure(TelemetryFixture.model("b2")).closed();
        first.run();
        Runnable again = telemetry.measure(TelemetryFixture.model("b1")).closed(); // rolled back to
        second.run();
        Runnable beside = telemetry.measure(TelemetryFixture.model("b1")).closed();
        again.run();
        telemetry.measure(TelemetryFixture.model("b3")).closed().run();
        telemetry.measure(TelemetryFixture.model("b4")).closed().run();

        assertThat(Exposition.parse(telemetry.scrape()).with("antidote_inference_texts_total"))
                .containsOnlyKeys(
                        "antidote_inference_texts_total{bundle=b1}", "antidote_inference_texts_total{bundle=b4}");
        beside.run();
        telemetry.measure(TelemetryFixture.model("b5")).closed().run();
        assertThat(Exposition.parse(telemetry.scrape()).with("antidote_inference_texts_total"))
                .containsOnlyKeys("antidote_inference_texts_total{bundle=b5}");
    }

    @Test
    void shouldSpeakOpenMetricsToWhoeverAsksForIt() throws Exception {
        TelemetryFixture.playEverything(telemetry);

        HttpResponse<String> response =
                TelemetryFixture.get(telemetry, "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n").contains("# TYPE antidote_requests counter");
    }

    @Test
    void shouldSayWhyItIsNotReady() throws Exception {
        HttpResponse<String> ready = TelemetryFixture.get(telemetry, "/health/ready");
        HttpResponse<String> live = TelemetryFixture.get(telemetry, "/health/live");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(ready.body())
                .startsWith("{\"status\":\"DOWN\",\"checks\":[")
                .contains("{\"name\":\"model\",\"status\":\"DOWN\",\"why\":\"no bundle is loaded yet\"}");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).startsWith("{\"status\":\"UP\"");
        Exposition metrics = Exposition.parse(telemetry.scrape());
        assertThat(metrics.value("antidote_ready")).isZero();
        assertThat(metrics.value("antidote_live")).isEqualTo(1);
    }

    @Test
    void shouldAnswerWhatItDoesNotKnowWithWhatThereIs() throws Exception {
        assertThat(TelemetryFixture.get(telemetry, "/metric").statusCode()).isEqualTo(404);
        assertThat(TelemetryFixture.get(telemetry, "/metrics/x").body())
                .isEqualTo("nothing here; there are /health/live, /health/ready, /metrics\n");
        HttpResponse<String> post = LocalPages.send(HttpRequest.newBuilder(TelemetryFixture.uri(telemetry, "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<String> head =
                LocalPages.send(HttpRequest.newBuilder(TelemetryFixture.uri(telemetry, "/health/live"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void shouldAnswerBesideClientsThatNeverFinishTheirRequest() throws Exception {
        int port = telemetry.address().orElseThrow().getPort();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("GET /health".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(TelemetryFixture.get(telemetry, "/health/live").statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNameAPortThatIsTakenAndTheMend() {
        int port = telemetry.address().orElseThrow().getPort();
        TelemetryConfig same =
                new TelemetryConfig(true, "127.0.0.1", port, 0, 0, Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThatThrownBy(() -> Telemetry.start(same, new SettableClock(TelemetryFixture.NOW), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("telemetry.port: " + port + " on 127.0.0.1 cannot be opened")
                .hasMessageEndingWith(
                        "choose another telemetry.port, 0 for any that is free, or telemetry.enabled false");
    }

    @Test
    void shouldOpenNoPortWhenSwitchedOff() throws IOException {
        TelemetryConfig off = TelemetryFixture.config().off();

        try (Telemetry silent = Telemetry.start(off, new SettableClock(TelemetryFixture.NOW), List.of())) {
            assertThat(silent.address()).isEmpty();
            TelemetryFixture.playEverything(silent); // whoever tells it need not know
        }
    }
}
