using System.Text.Json.Nodes;
using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Tests.Catalogue;

public class OptionsBinderTests
{
    private static SampleOptions Bind(string json) => OptionsBinder.Bind<SampleOptions>(JsonNode.Parse(json)!.AsObject(), "section");

    [Fact]
    public void Fills_in_defaults()
    {
        var options = Bind("""{"path": "/data/x.zip"}""");
        options.ShouldBe(new SampleOptions { Path = "/data/x.zip" });
    }

    [Fact]
    public void Reads_every_kind()
    {
        Bind("""{"epochs": 3, "depth": 32, "rate": 0.5, "flip": false, "noise": "normal", "size": 64, "path": "/p", "limit": 5000000000}""")
            .ShouldBe(new SampleOptions
            {
                Epochs = 3,
                Depth = 32,
                Rate = 0.5,
                Flip = false,
                Noise = SampleOptions.NoiseShape.Normal,
                Size = 64,
                Path = "/p",
                Limit = 5_000_000_000,
            });
    }

    [Fact]
    public void Takes_null_as_left_out_and_a_whole_number_however_it_is_written() =>
        Bind("""{"path": "/p", "epochs": null, "depth": 26.0}""").ShouldBe(new SampleOptions { Path = "/p", Depth = 26 });

    [Theory]
    [InlineData("""{"path": "/p", "epochs": 0}""", "section.epochs", "from 1 to 100, not 0")]
    [InlineData("""{"path": "/p", "epochs": 1000000000}""", "section.epochs", "not 1000000000")]
    [InlineData("""{"path": "/p", "epochs": 99999999999}""", "section.epochs", "99999999999")]
    [InlineData("""{"path": "/p", "epochs": 1.5}""", "section.epochs", "whole number")]
    [InlineData("""{"path": "/p", "epochs": "ten"}""", "section.epochs", "whole number")]
    [InlineData("""{"path": "/p", "depth": 21}""", "section.depth", "steps of 6")]
    [InlineData("""{"path": "/p", "rate": -0.1}""", "section.rate", "not -0.1")]
    [InlineData("""{"path": "/p", "flip": 1}""", "section.flip", "true or false")]
    [InlineData("""{"path": "/p", "noise": "pink"}""", "section.noise", "normal, uniformBox")]
    [InlineData("""{"path": "/p", "noise": 1}""", "section.noise", "normal, uniformBox")]
    [InlineData("""{"path": "/p", "size": 48}""", "section.size", "32, 64")]
    [InlineData("""{"path": 7}""", "section.path", "text")]
    [InlineData("""{}""", "section.path", "needed")]
    [InlineData("""{"path": "/p", "epoch": 3}""", "section.epoch", "not an option")]
    [InlineData("""{"path": "/p", "notAParameter": 3}""", "section.notAParameter", "not an option")]
    public void Names_the_field_and_what_would_be_right(string json, string field, string part)
    {
        var exception = Should.Throw<TrainingInputException>(() => Bind(json));
        exception.Field.ShouldBe(field);
        exception.Message.ShouldContain(part);
    }
}
