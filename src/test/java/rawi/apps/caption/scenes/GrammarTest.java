package rawi.apps.caption.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.apps.caption.data.CaptionText;
import rawi.apps.caption.data.CaptionTokens;

/** Captions written by hand, in the three languages. */
class GrammarTest {
  /** A scene and what is to be said of it. */
  record Said(Scene scene, String en, String fr, String ar) {
    @Override
    public String toString() {
      return en;
    }
  }

  private static Said group(
      int count, Size size, Colour colour, Shape shape, Ground ground, String... said) {
    return new Said(
        new Scene.Group(count, size, new Figure(colour, shape), ground), said[0], said[1], said[2]);
  }

  static Stream<Said> byHand() {
    return Stream.concat(groups(), pairs());
  }

  private static Stream<Said> groups() {
    return Stream.of(
        group(
            1,
            Size.BIG,
            Colour.RED,
            Shape.CIRCLE,
            Ground.BLACK,
            "a big red circle on a black background",
            "un grand cercle rouge sur fond noir",
            "دائرة حمراء كبيرة على خلفية سوداء"),
        group(
            2,
            Size.BIG,
            Colour.RED,
            Shape.CIRCLE,
            Ground.WHITE,
            "two big red circles on a white background",
            "deux grands cercles rouges sur fond blanc",
            "دائرتان حمراوان كبيرتان على خلفية بيضاء"),
        group(
            3,
            Size.SMALL,
            Colour.RED,
            Shape.CIRCLE,
            Ground.GREY,
            "three small red circles on a grey background",
            "trois petits cercles rouges sur fond gris",
            "ثلاث دوائر حمراء صغيرة على خلفية رمادية"),
        group(
            4,
            Size.SMALL,
            Colour.BLUE,
            Shape.CIRCLE,
            Ground.GREY,
            "four small blue circles on a grey background",
            "quatre petits cercles bleus sur fond gris",
            "أربع دوائر زرقاء صغيرة على خلفية رمادية"),
        group(
            1,
            Size.SMALL,
            Colour.BLUE,
            Shape.SQUARE,
            Ground.WHITE,
            "a small blue square on a white background",
            "un petit carré bleu sur fond blanc",
            "مربع أزرق صغير على خلفية بيضاء"),
        group(
            2,
            Size.SMALL,
            Colour.BLUE,
            Shape.SQUARE,
            Ground.WHITE,
            "two small blue squares on a white background",
            "deux petits carrés bleus sur fond blanc",
            "مربعان أزرقان صغيران على خلفية بيضاء"),
        group(
            3,
            Size.BIG,
            Colour.GREEN,
            Shape.SQUARE,
            Ground.BLACK,
            "three big green squares on a black background",
            "trois grands carrés verts sur fond noir",
            "ثلاثة مربعات خضراء كبيرة على خلفية سوداء"),
        group(
            2,
            Size.BIG,
            Colour.GREEN,
            Shape.TRIANGLE,
            Ground.BLACK,
            "two big green triangles on a black background",
            "deux grands triangles verts sur fond noir",
            "مثلثان أخضران كبيران على خلفية سوداء"),
        group(
            4,
            Size.BIG,
            Colour.YELLOW,
            Shape.TRIANGLE,
            Ground.GREY,
            "four big yellow triangles on a grey background",
            "quatre grands triangles jaunes sur fond gris",
            "أربعة مثلثات صفراء كبيرة على خلفية رمادية"),
        group(
            1,
            Size.SMALL,
            Colour.GREEN,
            Shape.STAR,
            Ground.WHITE,
            "a small green star on a white background",
            "une petite étoile verte sur fond blanc",
            "نجمة خضراء صغيرة على خلفية بيضاء"),
        group(
            2,
            Size.SMALL,
            Colour.YELLOW,
            Shape.STAR,
            Ground.BLACK,
            "two small yellow stars on a black background",
            "deux petites étoiles jaunes sur fond noir",
            "نجمتان صفراوان صغيرتان على خلفية سوداء"),
        group(
            2,
            Size.BIG,
            Colour.GREEN,
            Shape.STAR,
            Ground.BLACK,
            "two big green stars on a black background",
            "deux grandes étoiles vertes sur fond noir",
            "نجمتان خضراوان كبيرتان على خلفية سوداء"),
        group(
            2,
            Size.BIG,
            Colour.BLUE,
            Shape.STAR,
            Ground.BLACK,
            "two big blue stars on a black background",
            "deux grandes étoiles bleues sur fond noir",
            "نجمتان زرقاوان كبيرتان على خلفية سوداء"),
        group(
            3,
            Size.BIG,
            Colour.BLUE,
            Shape.STAR,
            Ground.GREY,
            "three big blue stars on a grey background",
            "trois grandes étoiles bleues sur fond gris",
            "ثلاث نجوم زرقاء كبيرة على خلفية رمادية"));
  }

  private static Stream<Said> pairs() {
    return Stream.of(
        new Said(
            new Scene.Pair(
                new Figure(Colour.RED, Shape.CIRCLE),
                Relation.LEFT_OF,
                new Figure(Colour.BLUE, Shape.SQUARE),
                Ground.BLACK),
            "a red circle to the left of a blue square on a black background",
            "un cercle rouge à gauche d'un carré bleu sur fond noir",
            "دائرة حمراء على يسار مربع أزرق على خلفية سوداء"),
        new Said(
            new Scene.Pair(
                new Figure(Colour.YELLOW, Shape.TRIANGLE),
                Relation.ABOVE,
                new Figure(Colour.GREEN, Shape.STAR),
                Ground.WHITE),
            "a yellow triangle above a green star on a white background",
            "un triangle jaune au-dessus d'une étoile verte sur fond blanc",
            "مثلث أصفر فوق نجمة خضراء على خلفية بيضاء"),
        new Said(
            new Scene.Pair(
                new Figure(Colour.BLUE, Shape.STAR),
                Relation.ABOVE,
                new Figure(Colour.RED, Shape.STAR),
                Ground.GREY),
            "a blue star above a red star on a grey background",
            "une étoile bleue au-dessus d'une étoile rouge sur fond gris",
            "نجمة زرقاء فوق نجمة حمراء على خلفية رمادية"));
  }

  @ParameterizedTest
  @MethodSource("byHand")
  void aSceneIsSaidAsWrittenByHand(Said said) {
    assertThat(Grammar.of("en").caption(said.scene())).isEqualTo(said.en());
    assertThat(Grammar.of("fr").caption(said.scene())).isEqualTo(said.fr());
    assertThat(Grammar.of("ar").caption(said.scene())).isEqualTo(said.ar());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr", "ar"})
  void noTwoScenesHaveOneCaption(String lang) {
    Set<List<String>> captions = new HashSet<>();
    List<Scene> all = Stream.concat(Scene.groups().stream(), Scene.pairs().stream()).toList();
    all.forEach(scene -> captions.add(CaptionTokens.of(Grammar.of(lang).caption(scene))));
    assertThat(all).hasSize(384 + 1440);
    assertThat(captions).hasSameSizeAs(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ar"})
  void aCaptionReadsTheSameFromItsTokens(String lang) {
    for (Scene scene : Scene.groups()) {
      String caption = Grammar.of(lang).caption(scene);
      assertThat(CaptionText.of(CaptionTokens.of(caption), lang)).isEqualTo(caption);
    }
  }

  @Test
  void aPairOfEqualFiguresIsAGroupAndAnotherLanguageHasNoGrammar() {
    Figure star = new Figure(Colour.RED, Shape.STAR);
    assertThatThrownBy(() -> new Scene.Pair(star, Relation.ABOVE, star, Ground.GREY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scene.Group(5, Size.BIG, star, Ground.GREY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Grammar.of("de"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scenes: expected one of the languages [en, fr, ar], got 'de'");
  }
}
