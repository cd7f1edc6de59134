using Mantissa.Catalogue.Tests;
using Mantissa.Data.Entities;
using Mantissa.Web.Submission;

namespace Mantissa.Web.Tests.Submission;

public sealed class SubmissionCatalogueTests
{
    private const string Field = "models[0].datasetOptions.set";

    [Fact]
    public void Ready_sets_can_be_chosen_by_name_and_nothing_else()
    {
        var (b, a) = (Set("bikes", UploadStatus.Ready), Set("Animals", UploadStatus.Ready));
        var form = new SubmissionForm(SubmissionCatalogue.Fill(
            SampleCatalogue.Create(), [b, Set("waiting", UploadStatus.Pending), Set("bad", UploadStatus.Rejected), a]));
        form.ChooseDataset(form.Members[0], "upload");

        var field = form.Members[0].DatasetOptions.Fields.Single(f => f.Schema.Name == "set");
        field.Schema.ChoiceTitles.ShouldBe(["Animals", "bikes"]);
        form.SetOption(field, Field, b.Id.ToString());
        form.ErrorFor(Field).ShouldBeNull();
        form.Resolution.Value![0].DatasetOptions["set"]!.GetValue<string>().ShouldBe(b.Id.ToString());
        form.SetOption(field, Field, Guid.NewGuid().ToString());
        form.ErrorFor(Field)!.ShouldContain("that is ready");
    }

    [Fact]
    public void Without_a_ready_set_the_option_is_missing()
    {
        var form = new SubmissionForm(SubmissionCatalogue.Fill(SampleCatalogue.Create(), []));
        form.ChooseDataset(form.Members[0], "upload");
        form.ShowAllErrors();

        form.ErrorFor(Field)!.ShouldContain("Uploaded set is missing");
    }

    private static UploadedSet Set(string name, UploadStatus status) => new() { Id = Guid.NewGuid(), Name = name, Sha256 = [], Status = status };
}
