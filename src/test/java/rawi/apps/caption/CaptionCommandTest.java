package rawi.apps.caption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.apps.PowerCut;
import rawi.apps.Rawi;
import rawi.apps.caption.network.Join;
import rawi.apps.models.Checkpoint;

/** The commands, on ten pictures. */
class CaptionCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Path data = Path.of("");
  private static Path trained = Path.of("");

  @BeforeAll
  static void ten() {
    data = Flags.folder(shared.resolve("flags"));
    trained = shared.resolve("flags.rawi");
    Rawi run =
        Rawi.run(
            Flags.training(
                data,
                trained,
                "--epochs",
                200,
                "--learning-rate",
                0.005,
                "--batch",
                10,
                "--quiet"));
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private static JsonNode json(String line) throws IOException {
    return JsonMapper.builder().build().readTree(line);
  }

  @Test
  void tenImagesAreLearntByHeartWithTheirEncoder() throws IOException {
    Rawi run =
        Rawi.run("caption", "evaluate", "--model", trained, "--data", data, "--json", "--quiet");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode scores = json(run.out());
    assertThat(scores.path("exact").asDouble()).isEqualTo(1);
    assertThat(scores.path("bleu4").asDouble()).isEqualTo(1);
    assertThat(scores.path("control").path("bleu1").asDouble()).isLessThan(0.9);
    assertThat(scores.properties().stream().map(Map.Entry::getKey))
        .contains("images", "bleu1", "bleu2", "bleu3", "bleu4", "cider", "rougeL", "control");
  }

  @Test
  void twoSystemsAreComparedByWhatTheySayOfTheSameImages() throws IOException {
    Path said = folder.resolve("said.tsv");
    Object[] evaluate = {"caption", "evaluate", "--model", trained, "--data", data, "--quiet"};
    assertThat(Rawi.run(with(evaluate, "--captions", said)).exit()).isZero();
    List<String> rows = Files.readAllLines(said);
    assertThat(rows).hasSize(10).first().isEqualTo("flag20.png\tred left of green");
    JsonNode same = json(Rawi.run(with(evaluate, "--against", said, "--json")).out());
    assertThat(same.path("against").path("bleu2").path("difference").asDouble()).isZero();
    assertThat(same.path("against").path("cider").path("better").asDouble()).isEqualTo(0.5);

    Path worse = folder.resolve("worse.tsv");
    Files.write(
        worse, rows.stream().map(row -> row.replaceAll("\t.*", "\tred left of red")).toList());
    JsonNode better = json(Rawi.run(with(evaluate, "--against", worse, "--json")).out());
    JsonNode bleu1 = better.path("against").path("bleu1");
    assertThat(bleu1.path("better").asDouble()).isEqualTo(1);
    assertThat(bleu1.path("low").asDouble())
        .isPositive()
        .isLessThan(bleu1.path("difference").asDouble());
    Rawi table = Rawi.run(with(evaluate, "--against", worse));
    assertThat(table.out()).contains("bleu1", "100.0 %");

    Files.write(worse, rows.subList(1, 10));
    Rawi missing = Rawi.run(with(evaluate, "--against", worse));
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.errLines())
        .containsExactly(
            "rawi: %s: expected a caption of each of 10 images, got none of 'flag20.png'"
                .formatted(worse));
    Files.write(worse, List.of("flag20.png"));
    assertThat(Rawi.run(with(evaluate, "--against", worse)).err())
        .startsWith("rawi: %s: line 1: expected image<TAB>caption, got 1 fields".formatted(worse));
    Files.write(worse, List.of("a.png\tx", "a.png\ty"));
    assertThat(Rawi.run(with(evaluate, "--against", worse)).err())
        .contains("line 2: 'a.png' comes twice");
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @ParameterizedTest
  @EnumSource(Join.class)
  void eachJoinLearnsTenImagesByHeartFromAFrozenEncoder(Join join) throws IOException {
    Path out = folder.resolve("m.rawi");
    Rawi run =
        Rawi.run(
            Flags.training(
                data,
                out,
                "--encoder",
                trained,
                "--image-size",
                0,
                "--cache",
                folder,
                "--join",
                join,
                "--epochs",
                150,
                "--batch",
                10,
                "--watch",
                "loss",
                "--lang",
                "ar",
                "--quiet"));
    assertThat(run.exit()).as(run.err()).isZero();
    Rawi judged =
        Rawi.run(
            "caption",
            "evaluate",
            "--model",
            out,
            "--data",
            data,
            "--cache",
            folder,
            "--json",
            "--split",
            "train",
            "--beam",
            1,
            "--quiet");
    assertThat(json(judged.out()).path("exact").asDouble()).as(judged.out()).isEqualTo(1);
  }

  @Test
  void predictGoesOnPastABadImageAndSaysSo() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    Path good = data.resolve("images/flag00.png");
    Rawi run = Rawi.run("caption", "predict", "--model", trained, "--json", "--quiet", bad, good);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().startsWith("rawi: " + bad + ": ");
    JsonNode said = json(run.out());
    assertThat(said.path("caption").asText()).isEqualTo("red left of green");
    assertThat(said.path("image").asText()).isEqualTo(good.toString());
    assertThat(said.path("logProbability").asDouble()).isNegative();
  }

  @Test
  void severalThreadsAskOneModelAtOnce() {
    try (CaptionModel model = CaptionModel.load(trained)) {
      Path picture = data.resolve("images/flag03.png");
      Caption alone = model.predict(picture);
      List<String> all =
          IntStream.range(0, 12).parallel().mapToObj(i -> model.predict(picture).text()).toList();
      assertThat(all).containsOnly(alone.text());
      Caption.Looks looks = alone.looks().orElseThrow();
      assertThat(looks.weights()).hasSameSizeAs(alone.words());
      assertThat(looks.rows() * looks.columns()).isEqualTo(looks.weights().get(0).length);
    }
  }

  @Test
  void anInterruptedTrainingReachesTheVeryWeightsOfAnUninterruptedOne() {
    Path whole = folder.resolve("whole.rawi");
    Path out = folder.resolve("m.rawi");
    Object[] more = {"--dropout", 0.2, "--sampling", 0.3};
    assertThat(Rawi.run(Flags.training(data, whole, more)).exit()).isZero();
    PowerCut.during(Flags.training(data, out, more));
    Object[] again = Arrays.copyOf(more, more.length + 1);
    again[more.length] = "--resume";
    Rawi resumed = Rawi.run(Flags.training(data, out, again));
    assertThat(resumed.err()).contains("resumed after epoch 2").doesNotContain("epoch 1/4");
    assertThat(PowerCut.weights(out)).isEqualTo(PowerCut.weights(whole)); // of the encoder
    try (CaptionModel one = CaptionModel.load(out);
        CaptionModel other = CaptionModel.load(whole)) {
      Path picture = data.resolve("images/flag05.png");
      assertThat(one.predict(picture).logProbability())
          .isEqualTo(other.predict(picture).logProbability());
    }
    assertThat(Checkpoint.beside(out)).doesNotExist();
  }

  @Test
  void textTeachesTheLanguageFirstAndWhatIsJudgedIsDropped() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.write(text, List.of("red left of yellow", "yellow left of red", "red left of green"));
    Rawi run =
        Rawi.run(
            Flags.training(
                data,
                folder.resolve("m.rawi"),
                "--text-only",
                text,
                "--epochs",
                1,
                "--members",
                2,
                "--watch",
                "cider"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("2 of 3 rows", "1 whose words", "the language first", "CIDEr-D");
    assertThat(run.out()).contains("score");
  }

  @Test
  void aBrokenCacheIsNoticedAndMadeAgain() throws IOException {
    Object[] arguments =
        Flags.training(
            data,
            folder.resolve("m.rawi"),
            "--encoder",
            trained,
            "--image-size",
            0,
            "--cache",
            folder,
            "--epochs",
            1);
    assertThat(Rawi.run(arguments).err()).contains("computing the features of 20 images");
    assertThat(Rawi.run(arguments).err()).doesNotContain("computing the features");
    Path cache;
    try (var files = Files.list(folder)) {
      cache = files.filter(f -> f.toString().endsWith(".features")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(cache);
    bytes[bytes.length - 3] ^= 1;
    Files.write(cache, bytes);
    assertThat(Rawi.run(arguments).err())
        .contains(cache + ": is damaged", "features are computed again", "computing");
    byte[] wrong = bytes.clone();
    int identity = Byte.toUnsignedInt(bytes[12]) * 256 + Byte.toUnsignedInt(bytes[13]);
    wrong[14 + identity + 8] = -1; // the first byte of how many images there are
    Files.write(cache, wrong);
    assertThat(Rawi.run(arguments).err())
        .contains(
            cache + ": is cut short or damaged: it has no room", "features are computed again");
    Files.write(cache, Arrays.copyOf(bytes, 1000));
    assertThat(Rawi.run(arguments).err()).contains(cache + ": is cut short", "computing");
    Files.writeString(cache, "something else");
    assertThat(Rawi.run(arguments).err()).contains(cache + ": is no file of features");
  }
}
