using System.Web;
using Mantissa.Web.Components.Pages.RunDetails;

namespace Mantissa.Web.Tests.Components.Pages.RunDetails;

public sealed class HealthSettingsTests
{
    [Fact]
    public void Settings_survive_their_address_and_the_usual_ones_are_not_in_it()
    {
        foreach (var settings in new HealthSettings[] { new(), new(HealthView.Map), new(HealthView.Lines, "sqnr_db", "conv1 & head"), new(HealthView.Histogram, "exponent", Site: "conv1.activation") })
        {
            var query = HttpUtility.ParseQueryString("");
            settings.WriteTo(query);

            HealthSettings.From(HttpUtility.ParseQueryString(query.ToString()!)).ShouldBe(settings);
            (query.Count == 0).ShouldBe(settings == new HealthSettings());
        }
    }
}
