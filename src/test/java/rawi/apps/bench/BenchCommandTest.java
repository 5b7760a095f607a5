package rawi.apps.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import rawi.apps.Rawi;
import rawi.apps.cli.GlobalOptions;
import rawi.apps.cli.Session;

class BenchCommandTest {
  @Test
  void aTimingHasTheMedianOfItsSamples() {
    int[] runs = {0};
    Timing.Result result = new Timing(0, 0, 5).measure(() -> runs[0]++);
    assertThat(result.samples()).isEqualTo(5);
    assertThat(runs[0]).isEqualTo(8); // three to warm up
    assertThat(result.minimum()).isLessThanOrEqualTo(result.median());
  }

  @Test
  void resultsInJsonHaveTheFieldsOfTheirContract() throws IOException {
    JsonNode results = results("--shape=2,3,4,5");
    assertThat(results.findValuesAsText("name"))
        .containsExactly("train_lstm", "train_gru", "train_rnn", "train_bilstm");
    assertThat(results.path(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly("name", "shape", "threads", "medianMs", "minMs", "samples");
    assertThat(results.path(0).path("shape").toString()).isEqualTo("[2,3,4,5]");
  }

  @Test
  void growthHasOneSizeAtATimeTwiceAndFourTimes() throws IOException {
    JsonNode results = results("--growth", "--only=rnn");
    assertThat(results.findValuesAsText("name"))
        .containsExactly(
            "train_rnn_S",
            "train_rnn_B_x2",
            "train_rnn_B_x4",
            "train_rnn_T_x2",
            "train_rnn_T_x4",
            "train_rnn_H_x2",
            "train_rnn_H_x4");
    assertThat(results.path(2).path("shape").toString()).isEqualTo("[128,100,128,128]");
    assertThat(results.path(6).path("shape").toString()).isEqualTo("[32,100,128,512]");
    assertThat(Rawi.run("bench", "--growth", "--shape=1,1,1,1").errLines().get(0))
        .isEqualTo("rawi: --growth: it has shapes of its own; leave out --shape");
  }

  private static JsonNode results(String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlobalOptions options = new GlobalOptions();
    Session session =
        new Session(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            options);
    new CommandLine(options).parseArgs("--json", "--threads=1");
    BenchCommand bench = new BenchCommand(session, new Timing(0, 0, 1));
    assertThat(new CommandLine(bench).execute(arguments)).isZero();
    return JsonMapper.builder().build().readTree(out.toByteArray()).path("results");
  }

  @Test
  void wrongShapesAndNamesAreRefused() {
    for (String shape : new String[] {"1,2,3", "0,1,1,1", "a,b,c,d", "1,1,1,1,1"}) {
      Rawi run = Rawi.run("bench", "--shape", shape);
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.errLines().get(0))
          .isEqualTo("rawi: --shape: expected B,T,D,H such as 32,100,128,128, got '" + shape + "'");
    }
    assertThat(Rawi.run("bench", "--only", "transformer").errLines().get(0))
        .startsWith("rawi: --only: expected a part of one of train_lstm_S, ");
  }
}
