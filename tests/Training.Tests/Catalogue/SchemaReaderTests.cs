using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Tests.Catalogue;

public class SchemaReaderTests
{
    private static Dictionary<string, ParameterSchema> Read() =>
        SchemaReader.Read(typeof(SampleOptions), ["/data"]).ToDictionary(schema => schema.Name);

    [Fact]
    public void Lists_the_base_records_parameters_first_and_leaves_others_out()
    {
        SchemaReader.Read(typeof(SampleOptions)).Select(schema => schema.Name)
            .ShouldBe(["epochs", "depth", "rate", "flip", "noise", "size", "path", "limit"]);
    }

    [Theory]
    [InlineData("epochs", ParameterKind.Integer)]
    [InlineData("rate", ParameterKind.Number)]
    [InlineData("flip", ParameterKind.Boolean)]
    [InlineData("noise", ParameterKind.Choice)]
    [InlineData("size", ParameterKind.Choice)]
    [InlineData("path", ParameterKind.Path)]
    [InlineData("limit", ParameterKind.Integer)]
    public void Takes_the_kind_from_the_property(string name, ParameterKind kind) => Read()[name].Kind.ShouldBe(kind);

    [Fact]
    public void Takes_range_step_unit_and_default()
    {
        var depth = Read()["depth"];
        depth.Minimum.ShouldBe(8);
        depth.Maximum.ShouldBe(110);
        depth.Step.ShouldBe(6);
        depth.Unit.ShouldBe("layers");
        depth.Default!.Value.GetInt32().ShouldBe(20);
    }

    [Fact]
    public void Writes_enums_in_camel_case()
    {
        var noise = Read()["noise"];
        noise.Choices.ShouldBe(["normal", "uniformBox"]);
        noise.Default!.Value.GetString().ShouldBe("uniformBox");
    }

    [Fact]
    public void Leaves_the_default_of_a_nullable_open_and_gives_roots_to_paths()
    {
        Read()["limit"].Default.ShouldBeNull();
        Read()["path"].Roots.ShouldBe(["/data"]);
        Read()["path"].Required.ShouldBeTrue();
    }

    [Fact]
    public void Refuses_a_property_that_no_kind_fits() =>
        Should.Throw<InvalidOperationException>(() => SchemaReader.Read(typeof(WrongOptions))).Message.ShouldContain("Shape");

    public sealed record WrongOptions
    {
        [Parameter("Shape", "An array is no parameter.")]
        public int[] Shape { get; init; } = [];
    }
}
