using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Tests;
using Mantissa.Catalogue.Validation;
using Mantissa.Web.Submission;

namespace Mantissa.Web.Tests.Submission;

public sealed class SubmissionFormTests
{
    private const string Epochs = "models[0].training.epochs";

    [Fact]
    public void It_opens_on_something_that_can_be_submitted_as_it_is()
    {
        var form = new SubmissionForm(SampleCatalogue.Create());

        form.Resolution.IsValid.ShouldBeTrue(string.Join("; ", form.Resolution.Errors));
        form.Formats.ShouldBe(["fp32", "flex16+5"]);
        form.RunCount.ShouldBe(2);
    }

    [Fact]
    public void The_grid_counts_models_formats_and_seeds()
    {
        var form = Form();
        form.ToggleModel(form.Catalogue.Model("wgan")!);
        form.SetSeeds("1-3");

        form.RunCount.ShouldBe(12);
        form.Resolution.Value!.Count.ShouldBe(12);
        form.Members.Select(m => m.Model.Name).ShouldBe(["resnet", "wgan"]);
    }

    [Fact]
    public void A_variant_brings_its_own_range_and_default_and_keeps_what_was_typed()
    {
        var sample = SampleCatalogue.Create();
        var depth = sample.Models[0].Parameters.Single();
        ModelEntry WithVariants(params ParameterSchema[] others) => sample.Models[0] with
        {
            Parameters =
            [
                new() { Name = "variant", Label = "Variant", Kind = ParameterKind.Choice, Help = "h", Default = JsonSerializer.SerializeToElement("cifar"), Choices = ["cifar", "imageNet"] },
                depth, .. others,
            ],
            Variants =
            [
                new("variant", "cifar") { Parameters = [depth] },
                new("variant", "imageNet") { Parameters = [depth with { Minimum = 18, Maximum = 50, Step = 16, Default = JsonSerializer.SerializeToElement(18) }] },
            ],
        };
        var form = new SubmissionForm(sample with { Models = [WithVariants(depth with { Name = "blocks" })] });
        OptionField Field(string name) => form.Members[0].ModelOptions.Fields.Single(field => field.Schema.Name == name);
        void Set(string name, string value) => form.SetOption(Field(name), $"models[0].modelOptions.{name}", value);

        Set("blocks", "26");
        Set("variant", "imageNet");

        (Field("depth").Text, Field("depth").Schema.Maximum).ShouldBe(("18", 50));
        Field("blocks").Text.ShouldBe("26");
        Field("variant").Text.ShouldBe("imageNet");

        Set("depth", "34");
        Set("variant", "cifar");
        Field("depth").Text.ShouldBe("34");
    }

    [Fact]
    public void A_mistake_is_shown_where_it_was_made_and_keeps_what_was_typed()
    {
        var form = Form();
        var field = form.Members[0].Training.Fields.Single(f => f.Schema.Name == "epochs");

        form.SetOption(field, Epochs, "a lot");

        field.Text.ShouldBe("a lot");
        form.ErrorFor(Epochs).ShouldBe("Epochs must be a whole number.");
        form.SetOption(field, Epochs, "0");
        form.ErrorFor(Epochs)!.ShouldContain("between 1 and 10,000");
        form.SetOption(field, Epochs, "12");
        form.ErrorFor(Epochs).ShouldBeNull();
        form.Resolution.Value![0].Training["epochs"]!.GetValue<long>().ShouldBe(12);
    }

    [Fact]
    public void Fields_that_nobody_touched_are_silent_until_somebody_submits()
    {
        var form = Form();
        form.ChooseDataset(form.Members[0], "image-folder");

        form.ErrorFor("models[0].datasetOptions.path").ShouldBeNull();
        form.ShowAllErrors();
        form.ErrorFor("models[0].datasetOptions.path")!.ShouldContain("Path is missing.");
    }

    [Fact]
    public void An_error_without_a_field_is_shown_all_the_same()
    {
        var form = Form();
        form.SetSeeds("1-251");
        form.ShowAllErrors();

        form.ErrorFor("models")!.ShouldContain("502 runs");
        form.OtherErrors().ShouldBeEmpty();
        form.SetQueue("gpu");
        form.SetSeeds("9007199254740993");
        form.ErrorFor("seeds")!.ShouldContain("between 0 and");
    }

    [Fact]
    public void An_emptied_field_takes_the_default()
    {
        var form = Form();
        var rate = form.Members[0].Training.Fields.Single(f => f.Schema.Name == "learningRate");
        rate.Text.ShouldBe("0.1"); // The model's recipe, not the trainer's 0.01.

        form.SetOption(rate, "models[0].training.learningRate", "");

        form.Resolution.Value![0].Training["learningRate"]!.GetValue<double>().ShouldBe(0.1);
    }

    [Fact]
    public void The_last_baseline_goes_with_its_format()
    {
        var form = Form();
        form.ToggleFormat("fp32");

        form.Baseline.ShouldBe("flex16+5");
        form.ToggleFormat("fp32");
        form.SetBaseline("fp32");
        form.Resolution.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Another_member_of_a_family_is_added_by_name()
    {
        var form = Form();

        form.AddFormat("flex12+4").ShouldBeNull();
        form.Formats.ShouldContain("flex12+4");
        form.OfferedFormats.ShouldContain("flex12+4");
        form.AddFormat("flex99+4")!.ShouldContain("There is no format 'flex99+4'");
        form.Formats.ShouldNotContain("flex99+4");
    }

    [Fact]
    public void Format_options_keep_their_values_while_formats_come_and_go()
    {
        var form = Form();
        form.SetOption(form.FormatOptions.Fields.Single(), "formatOptions.mode", "ngraph");
        form.AddFormat("flex8+5");

        form.FormatOptions.Fields.Single().Text.ShouldBe("ngraph");
        form.ToggleFormat("flex8+5");
        form.ToggleFormat("flex16+5");
        form.FormatOptions.Fields.ShouldBeEmpty();
    }

    [Fact]
    public void A_preset_sets_every_field_of_its_model_and_nothing_of_the_others()
    {
        var preset = new Preset { Name = "p", Title = "P", Summary = "s", Dataset = "shapes", Training = new JsonObject { ["epochs"] = 3 } };
        var catalogue = SampleCatalogue.Create();
        catalogue = catalogue with { Models = [catalogue.Models[0] with { Presets = [preset] }, catalogue.Models[1]] };
        var form = new SubmissionForm(catalogue);
        var training = form.Members[0].Training;
        string Text(string name) => training.Fields.Single(f => f.Schema.Name == name).Text;
        Text("epochs").ShouldBe("3");

        form.SetOption(training.Fields.Single(f => f.Schema.Name == "batch"), "models[0].training.batch", "7");
        form.ApplyPreset(form.Members[0], preset);

        Text("batch").ShouldBe("128");
        Text("epochs").ShouldBe("3");
    }

    [Fact]
    public void A_repeat_has_the_same_key_and_an_edited_form_another()
    {
        var form = Form();
        var key = form.IdempotencyKey;
        _ = form.Resolution;
        form.ShowAllErrors();
        form.IdempotencyKey.ShouldBe(key);

        form.SetName("another");

        form.IdempotencyKey.ShouldNotBe(key);
    }

    [Fact]
    public void A_run_fills_the_form_so_that_it_makes_the_same_run_again()
    {
        var source = SpecificationValidator.Resolve(
            SampleCatalogue.Run() with { Format = "flex16+5", Seed = 7, Queue = "gpu", Device = "cuda", ModelOptions = new() { ["depth"] = 32 }, FormatOptions = new() { ["mode"] = "ngraph" }, Training = new() { ["epochs"] = 3 } },
            SampleCatalogue.Create()).Value!;
        var form = Form();

        form.Clone(source).ShouldBeTrue();

        var again = form.Resolution.Value!.ShouldHaveSingleItem();
        JsonSerializer.Serialize(again with { Name = source.Name }, CatalogueJson.Options).ShouldBe(JsonSerializer.Serialize(source, CatalogueJson.Options));
        form.Clone(source with { Model = "unknown" }).ShouldBeFalse();
    }

    [Fact]
    public void An_empty_catalogue_makes_an_empty_form()
    {
        var form = new SubmissionForm(new CatalogueDocument());

        form.RunCount.ShouldBe(0);
        form.Resolution.IsValid.ShouldBeFalse();
    }

    private static SubmissionForm Form() => new(SampleCatalogue.Create());
}
