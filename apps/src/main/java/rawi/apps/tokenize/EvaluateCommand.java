package rawi.apps.tokenize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.gold.GoldSentence;
import rawi.tokenize.gold.SentenceScore;
import rawi.tokenize.gold.TokenScore;
import rawi.tokenize.sentences.SentenceSplitter;

/** {@code rawi tokenize evaluate}: a tokenizer against a treebank. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Scores a tokenizer against the surface tokens of a treebank; a multiword token is one.")
final class EvaluateCommand implements Callable<Integer> {
  private static final Set<String> TOKEN_OPTIONS =
      Set.of("--words", "--tokenizer", "--opennlp-model", "--lang", "--with", "--without");

  @Spec private CommandSpec spec;

  private final Session session;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "F.conllu",
      description = "The treebank, in CoNLL-U; - is standard input.")
  private String gold = "";

  @Option(
      names = "--words",
      description =
          "Leave out tokens without a letter or digit on both sides, for tokenizers that give no"
              + " punctuation.")
  private boolean words;

  @Option(
      names = "--sentences",
      paramLabel = "rules|opennlp",
      description =
          "Score sentences, not tokens: ten of the treebank at a time are written behind one another"
              + " and split again.")
  private Optional<String> sentences = Optional.empty();

  @Mixin private final TokenizerOptions tokenizers = new TokenizerOptions();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OwnOptions.check(spec);
    if (sentences.isPresent()) {
      refuseTokenOptions();
    }
    Tokenizer tokenizer = tokenizers.open();
    Optional<SentenceSplitter> splitter = sentences.map(Splitters::named);
    List<GoldSentence> treebank = Treebank.read(gold, session);
    TokenScore score =
        splitter.isPresent()
            ? SentenceScore.of(splitter.get(), treebank)
            : TokenScore.of(tokenizer, treebank, words);
    if (session.json()) {
      session.print(score);
    } else {
      session
          .out()
          .printf(
              Locale.ROOT,
              "precision %.4f  recall %.4f  F1 %.4f%n",
              score.precision(),
              score.recall(),
              score.f1());
    }
    return 0;
  }

  private void refuseTokenOptions() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (TOKEN_OPTIONS.contains(option.longestName())) {
        throw new Usage(
            "--sentences scores sentences: %s has no part in it; leave one of them out"
                .formatted(option.longestName()));
      }
    }
  }
}
