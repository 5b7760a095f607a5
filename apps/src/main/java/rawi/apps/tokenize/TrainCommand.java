package rawi.apps.tokenize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.subwords.BytePairTraining;
import rawi.tokenize.subwords.Method;
import rawi.tokenize.subwords.PieceCounts;
import rawi.tokenize.subwords.Pretokenizer;
import rawi.tokenize.subwords.SubwordTokenizer;
import rawi.tokenize.subwords.TokenizerJson;
import rawi.tokenize.subwords.UnigramTraining;

/** {@code rawi tokenize train}: lines of text to a sub-word tokenizer. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Learns sub-words from lines of text and writes them as a tokenizer.json;"
            + " 'rawi tokenize run --model' uses it.")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Session session;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "bpe|unigram",
      description = "Byte pair encoding, or the unigram language model.")
  private String method = "";

  @Option(
      names = "--size",
      required = true,
      paramLabel = "N",
      description = "Ids of the vocabulary, the special tokens and the 256 bytes included.")
  private int size;

  @Option(
      names = "--out",
      paramLabel = "F",
      description =
          "File to write the tokenizer to; what is there is replaced."
              + " Default: tokenizer.json in this folder, if there is none yet.")
  private Optional<Path> named = Optional.empty();

  private Path out = Path.of("tokenizer.json");

  @Option(
      names = "--pretokenizer",
      paramLabel = "words|gpt2|none",
      description =
          "What no sub-word goes beyond: words with their marks and elisions, the pieces of GPT-2,"
              + " the line. Default: ${DEFAULT-VALUE}.")
  private String pretokenizer = "words";

  @Option(
      names = "--special",
      paramLabel = "TOKEN",
      description =
          "A special token, found in texts as it stands; may be given again. They have the first"
              + " ids. Default: [pad].")
  private List<String> specials = BytePairTraining.SPECIALS;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Pairs seen less often are not merged; of bpe alone. Default: 2.")
  private Optional<Long> minCount = Optional.empty();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|-",
      description = "Default: standard input.")
  private String file = "-";

  @Parameters(index = "1..*", arity = "0..*", hidden = true)
  private List<String> more = List.of();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OwnOptions.check(spec);
    OneFile.check(file, more);
    out = named.orElseGet(() -> unnamed(out));
    Trainer trainer = trainer();
    PieceCounts pieces = new PieceCounts(Usage.check(() -> Pretokenizer.of(pretokenizer)));
    AtomicFile.requireWritable(out);
    count(pieces);
    session.say(
        "learning %d sub-words from %d lines, %d different pieces"
            .formatted(size, pieces.texts(), pieces.size()));
    SubwordTokenizer tokenizer = trainer.train(pieces);
    AtomicFile.write(
        out, stream -> TokenizerJson.write(tokenizer, stream), TrainCommand::requireWhole);
    report(tokenizer, pieces);
    return 0;
  }

  /** A file that nobody named is never written over. */
  private static Path unnamed(Path usual) {
    if (Files.exists(usual)) {
      throw new Failure(
          usual + ": is there already; give --out F, the same name to replace it or another");
    }
    return usual;
  }

  /** Either of the two ways to learn. */
  private interface Trainer {
    SubwordTokenizer train(PieceCounts pieces);
  }

  private Trainer trainer() {
    Method chosen = Usage.check(() -> Method.of(method));
    if (chosen == Method.BPE) {
      BytePairTraining defaults = Usage.checkOptions(() -> BytePairTraining.ofSize(size));
      return Usage.checkOptions(
              () -> new BytePairTraining(size, minCount.orElse(defaults.minCount()), specials))
          ::train;
    }
    if (minCount.isPresent()) {
      throw new Usage("--min-count: is of --method bpe alone; leave it out");
    }
    UnigramTraining defaults = Usage.checkOptions(() -> UnigramTraining.ofSize(size));
    return Usage.checkOptions(() -> new UnigramTraining(size, defaults.seeds(), specials))::train;
  }

  /** Counts the pieces of all lines. */
  private void count(PieceCounts pieces) {
    boolean blank = true;
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      while (lines.advance()) {
        blank &= lines.line().isBlank();
        pieces.add(lines.line());
      }
      if (blank) {
        throw new Failure(lines.name() + ": expected text to learn from, got blank lines only");
      }
    }
  }

  private static void requireWhole(Path written) throws IOException {
    TokenizerJson.read(written);
  }

  private void report(SubwordTokenizer tokenizer, PieceCounts pieces) {
    if (tokenizer.size() < size) {
      session.say(
          "only %d of %d sub-words: the text has no more; give more text or a smaller --size"
              .formatted(tokenizer.size(), size));
    }
    if (session.json()) {
      session.print(
          new Result(
              tokenizer.method().name().toLowerCase(Locale.ROOT),
              tokenizer.size(),
              pieces.texts(),
              pieces.size(),
              out.toString()));
    } else {
      session.out().println("%d sub-words in %s".formatted(tokenizer.size(), out));
    }
  }

  private record Result(String method, int size, long lines, int pieces, String out) {}
}
