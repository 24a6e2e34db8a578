storyjs_jsonp_data = {
  // written by hand
  'events': [
    {start_date: {year: 2001}, text: {headline: 'Single "quotes"'}},
  ],
};
